/** Fetching what a visit needs offline (离线包), and opening it again. */

import type { Bundle, NumberBlock, Package, Uuid } from "../../core/types";
import type { BoxRow } from "../../device/database";
import { durable } from "../../device/store/add";
import { opened as openRow } from "../../device/store/row";
import type { Vault } from "../../device/vault";
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
  const known = await openRow<Bundle>(db.bundles, opened.vault, digest).catch(() => null);
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

/** Throws Fault not-downloaded; Damaged where it does not open: fetched again, it is whole. */
export async function packageOf(
  house: House,
  visit: Uuid,
): Promise<{ package: Package; bundle: Bundle }> {
  const { vault, desks } = demandOpen(house);
  const ready = desks.get(visit);
  if (ready) return ready;
  const { visits, bundles } = house.db;
  const given = await openRow<Package>(visits, vault, visit);
  const bundle = given && (await openRow<Bundle>(bundles, vault, given.checklist.digest));
  if (!given || !bundle) {
    throw new Fault("not-downloaded", `the package of ${visit} is not on this tablet`);
  }
  const both = { package: given, bundle };
  desks.set(visit, both);
  return both;
}

/** What lies here, of visits that are still there. */
export async function fetchedOf(house: House, { vault }: Opened): Promise<Fetched> {
  const list = await readSmall<Fetched>(house.db, vault, FETCHED);
  const here = new Set(await house.db.visits.toCollection().primaryKeys());
  if (!list) return listed(house, vault, [...here]);
  return Object.fromEntries(Object.entries(list).filter(([visit]) => here.has(visit)));
}

/** The list made anew from what lies here. */
async function listed({ db }: House, vault: Vault, visits: Uuid[]): Promise<Fetched> {
  const found: Fetched = {};
  for (const visit of visits) {
    const one = await openRow<Package>(db.visits, vault, visit).catch(() => null);
    if (one) found[visit] = { digest: one.checklist.digest, at: one.downloaded_at };
  }
  return found;
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
