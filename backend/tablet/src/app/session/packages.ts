/** Fetching what a visit needs offline (离线包), and opening it again. */

import type { Bundle, NumberBlock, Package, Uuid } from "../../core/types";
import type { BoxRow } from "../../device/database";
import { durable } from "../../device/store/add";
import { Fault } from "../session.types";
import { saying } from "./faults";
import { type House, type Opened, demandIdentity, demandOpen } from "./house";
import { type Fetched, readSmall } from "./small";

export const MOST_OPEN = 20;
const SLOW_S = 180;
const CLOSED = new Set(["locked", "concluded", "cancelled"]);
const FETCHED = "fetched";

/** Throws Fault too-many-visits, offline, login-needed. */
export async function download(house: House, visit: Uuid): Promise<void> {
  const opened = demandOpen(house);
  const { db } = house;
  const fetched = await fetchedOf(house, opened);
  demandRoom(opened, fetched, visit);
  const came = await ask<Package>(house, `/api/v1/visits/${visit}/package`);
  const { digest, bundle: path } = came.checklist;
  const known = await db.bundles.get(digest);
  const bundle = known ? null : await ask<Bundle>(house, path);
  if (bundle && bundle.digest !== digest) {
    const came = bundle.digest;
    throw new Fault("bundle-differs", "another checklist than named", { expected: digest, came });
  }
  const before = await packageOf(house, visit).catch(() => null);
  const next = before ? { ...came, numbers: merged(before.package.numbers, came.numbers) } : came;
  const list = { ...fetched, [visit]: { digest, at: next.downloaded_at } };
  await keep(opened, house, { visit, next, bundle, list });
  opened.desks.delete(visit);
  house.tell();
}

/** Throws Fault not-downloaded. */
export async function packageOf(
  house: House,
  visit: Uuid,
): Promise<{ package: Package; bundle: Bundle }> {
  const { vault, desks } = demandOpen(house);
  const ready = desks.get(visit);
  if (ready) return ready;
  const row = await house.db.visits.get(visit);
  const given = row && (await vault.unbox<Package>("visits", visit, row.box));
  const digest = given?.checklist.digest ?? "";
  const list = given && (await house.db.bundles.get(digest));
  if (!given || !list) {
    throw new Fault("not-downloaded", `the package of ${visit} is not on this tablet`);
  }
  const both = { package: given, bundle: await vault.unbox<Bundle>("bundles", digest, list.box) };
  desks.set(visit, both);
  return both;
}

/** What lies here, of visits that are still there. */
export async function fetchedOf(house: House, { vault }: Opened): Promise<Fetched> {
  const list = (await readSmall<Fetched>(house.db, vault, FETCHED)) ?? {};
  const here = new Set(await house.db.visits.toCollection().primaryKeys());
  return Object.fromEntries(Object.entries(list).filter(([visit]) => here.has(visit)));
}

/** Numbers a paper may already bear are never dropped: old ones first, new ones behind. */
export function merged(old: NumberBlock[], fresh: NumberBlock[]): NumberBlock[] {
  const same = (a: NumberBlock, b: NumberBlock) =>
    a.kind === b.kind && (a["id"] ?? null) === (b["id"] ?? null);
  const kept = old.map((block) => {
    const again = fresh.find((one) => same(one, block));
    const numbers = [...new Set([...block.numbers, ...(again?.numbers ?? [])])];
    return { ...(again ?? block), numbers };
  });
  return [...kept, ...fresh.filter((one) => !old.some((block) => same(block, one)))];
}

function ask<T>(house: House, path: string): Promise<T> {
  const { tokens } = demandOpen(house);
  const device = demandIdentity(house).info.id;
  return saying(() =>
    tokens.with((bearer) =>
      house.http.json<T>(path, {
        headers: { "Xingjian-Device": device, ...bearer },
        timeoutS: SLOW_S,
      }),
    ),
  );
}

function demandRoom({ store }: Opened, fetched: Fetched, visit: Uuid): void {
  const { briefs, locks } = store.kept;
  const open = Object.keys(fetched).filter(
    (id) => id !== visit && !locks[id] && !CLOSED.has(briefs.get(id)?.state ?? ""),
  );
  if (open.length < MOST_OPEN) return;
  throw new Fault("too-many-visits", `expected at most ${MOST_OPEN} open, came one more`);
}

async function keep(
  { vault }: Opened,
  { db }: House,
  what: { visit: Uuid; next: Package; bundle: Bundle | null; list: Fetched },
): Promise<void> {
  const { visit, next, bundle, list } = what;
  const box = await vault.box("visits", visit, next);
  const named = await vault.box("standing", FETCHED, list);
  const digest = next.checklist.digest;
  const listed: BoxRow | null = bundle && {
    id: digest,
    box: await vault.box("bundles", digest, bundle),
  };
  await durable(
    db.transaction("rw", [db.visits, db.bundles, db.standing], async () => {
      await db.visits.put({ id: visit, box });
      if (listed) await db.bundles.put(listed);
      await db.standing.put({ id: FETCHED, box: named });
    }),
  );
}
