// Verifying a draw: do it again from what is written down, and name each difference.
// The same answers and codes, in the same order, as `python -m scoring verify [--with]`.

import { differences } from "./compare";
import { iteration, Kept } from "./drawing";
import { digestOf, type Tell } from "./hash";
import { type Json, type Value } from "./json";
import { freeze, OPTIONAL, REQUIRED, type Pool } from "./pool";
import { readRandomness } from "./randomness";
import { Refusal } from "./refusal";
import { hexOf32, record, rows } from "./shape";
import { BUNDLE, PUBLIC_AFTER, publicBefore, sealed } from "./views";

const MOST = 20;
const ANNOUNCED = ["title", "announced_at", "sources", "codes", "strata", "sealed_sha256"];
const QUIET: Tell = () => undefined;

type Check = (raw: Json, tell: Tell) => AsyncGenerator<Refusal>;

/** The differences, the first one first; throws Refusal `not-a-draw` for another file. */
export async function verify(bundle: Value, announced: Value = null, tell = QUIET): Promise<Refusal[]> {
  const [raw, check] = checkOf(bundle);
  const found: Refusal[] = [];
  try {
    await gather(found, check(raw, tell));
    if (announced !== null && found.length === 0) {
      await demandAnnouncement(announced);
      await gather(found, against(raw, announced as Json, tell));
    }
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code === "not-a-draw") throw fault;
    found.push(fault);
  }
  return found;
}

export function isAnnouncement(raw: Value): boolean {
  return raw instanceof Map && raw.has("sealed_sha256") && raw.has("strata") && !isBundle(raw);
}

export function isBundle(raw: Value): boolean {
  return raw instanceof Map && raw.has("pool") && raw.has("iterations");
}

async function gather(found: Refusal[], differing: AsyncGenerator<Refusal>): Promise<void> {
  for await (const one of differing) {
    found.push(one);
    if (found.length === MOST) return;
  }
}

function checkOf(raw: Value): [Json, Check] {
  if (raw instanceof Map) {
    if (isBundle(raw)) return [raw, ofBundle];
    if (isAnnouncement(raw)) return [raw, ofAnnouncement];
    if (raw.has("strata") && raw.has("codes")) return [raw, ofPool];
  }
  const wanted = "a bundle, or a view: public-before, sealed, public-after";
  throw new Refusal("not-a-draw", "file", wanted, "something else", "give the file that draw or view printed");
}

async function demandAnnouncement(raw: Value): Promise<void> {
  if (!isAnnouncement(checkOf(raw)[0])) {
    throw new Refusal("not-a-draw", "--with", "a public-before view", "another file", "give that view");
  }
  for await (const one of ofAnnouncement(raw as Json)) {
    throw new Refusal("not-a-draw", "--with", "a sound view", one.message, "get it again");
  }
}

async function* ofPool(raw: Json): AsyncGenerator<Refusal> {
  record(raw, "pool", REQUIRED, OPTIONAL);
  freeze(raw);
}

/** Its form is that of a pool whose labels are digests, sorted. */
async function* ofAnnouncement(raw: Json): AsyncGenerator<Refusal> {
  record(raw, "view", ANNOUNCED);
  hexOf32(raw.get("sealed_sha256") ?? null, "view.sealed_sha256");
  const pool = freeze(new Map([...raw].filter(([key]) => key !== "sealed_sha256")));
  for (const [number, { labels }] of pool.strata.entries()) {
    const place = `view.strata[${number}].labels`;
    for (const [index, label] of labels.entries()) hexOf32(label, `${place}[${index}]`);
    yield* differences([...labels].sort(), labels, place);
  }
}

async function* ofBundle(raw: Json, tell: Tell): AsyncGenerator<Refusal> {
  const after = PUBLIC_AFTER.some((key) => raw.has(key));
  record(raw, "bundle", [...BUNDLE, ...(after ? PUBLIC_AFTER : [])], ["secret"]);
  const pool = freeze(raw.get("pool") ?? null);
  yield* differences(await digestOf(pool.raw), raw.get("pool_sha256") ?? null, "pool_sha256");
  const written = rows(raw.get("iterations"), "iterations").map((row, number) =>
    record(row, `iterations[${number}]`, ["code"], row instanceof Map ? [...row.keys()] : []));
  const opened = await readRandomness(pool, raw, written);
  const iterations: Json[] = [];
  const kept = new Kept(pool);
  for (const [number, opening] of opened.openings.entries()) {
    const row = written[number] ?? new Map();
    iterations.push(await iteration({ pool, opening, kept, written: row, number, tell }));
  }
  const again = new Map<string, Value>([
    ["pool", raw.get("pool") ?? null],
    ["pool_sha256", raw.get("pool_sha256") ?? null],
    ["sources", opened.sources],
    ["randomness", opened.text],
    ["iterations", iterations],
    ...(raw.has("secret") ? [["secret", raw.get("secret") ?? null] as [string, Value]] : []),
    ...(after ? await digestsAfter(pool, raw, tell) : []),
  ]);
  yield* differences(again, raw, "");
}

/** The two digests of a public-after view: the sealed one as given, the logged one anew. */
async function digestsAfter(pool: Pool, raw: Json, tell: Tell): Promise<[string, Value][]> {
  const hidden = hexOf32(raw.get("sealed_sha256") ?? null, "sealed_sha256");
  const logged = await digestOf(await publicBefore(pool, hidden, tell));
  return [["sealed_sha256", hidden], ["announced_sha256", logged]];
}

/** The opened pool is the announced one. */
async function* against(raw: Json, announced: Json, tell: Tell): AsyncGenerator<Refusal> {
  if (isAnnouncement(raw)) {
    yield* differences(announced, raw, "announced");
    return;
  }
  const pool = freeze(raw.get("pool") ?? raw);
  if (pool.salt === null && !raw.has("pool")) {
    yield* differences(outline(announced), await outlineOf(pool), "announced");
    return;
  }
  yield* differences(announced, await publicBefore(pool, raw.get("sealed_sha256") ?? null, tell), "announced");
}

/** What a sealed view, which has no salt, can be held against. */
function outline(announced: Json): Json {
  const strata = announced.get("strata") as Json[];
  const counted = strata.map((row) => new Map(row).set("labels", (row.get("labels") as Value[]).length));
  return new Map(announced).set("strata", counted);
}

async function outlineOf(pool: Pool): Promise<Json> {
  const view = new Map([...pool.raw].filter(([key]) => ANNOUNCED.includes(key)));
  const ordered = new Map(ANNOUNCED.filter((key) => view.has(key)).map((key) => [key, view.get(key) ?? null]));
  return outline(ordered).set("sealed_sha256", await digestOf(sealed(pool)));
}
