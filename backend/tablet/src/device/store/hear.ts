/** Keeping what a pull brought (下行): one transaction, own waiting work untouched. */

import type { Heard } from "../../core/ports";
import type { ToldOperation, Uuid } from "../../core/types";
import type { BoxRow, ToldRow } from "../database";
import { durable } from "./add";
import type { Kept } from "./kept";
import { boxedStanding, boxedWords, remember } from "./settle";

const CLEARED = new Set(["applied", "duplicate"]);

export async function hear(kept: Kept, heard: Heard): Promise<void> {
  const { db } = kept;
  const next = { ...kept.standing, ...heard.standing, lastSeq: lastOf(kept, heard) };
  const place = await boxedStanding(kept, next);
  const words = await boxedWords(kept, heard.receipts);
  const clears = heard.receipts.flatMap((one) => (CLEARED.has(one.outcome) && one.id) || []);
  const told = await toldRows(kept, heard.operations, heard.resync);
  const briefs = await briefRows(kept, heard);
  const left = await leftOut(kept, heard);

  const ofVisits = [db.told, db.briefs, db.visits, db.officerkeys];
  const tables = [db.standing, db.receipts, db.outbox, ...ofVisits];
  await durable(
    db.transaction("rw", tables, async () => {
      if (heard.resync) await db.told.clear();
      await db.told.bulkPut(told);
      await db.receipts.bulkPut(words);
      await db.outbox.bulkDelete(clears);
      await db.briefs.bulkPut(briefs);
      await db.standing.put(place);
      if (left.length) {
        await db.briefs.bulkDelete(left);
        await db.visits.bulkDelete(left);
        await db.told.where("visit").anyOf(left).delete();
        await db.officerkeys.where("visit").anyOf(left).delete();
      }
    }),
  );

  kept.standing = next;
  kept.order = Math.max(kept.order, ...told.map((row) => row.order));
  remember(kept, heard.receipts, clears);
  for (const brief of heard.visits) kept.briefs.set(brief.id, brief);
  for (const visit of left) kept.briefs.delete(visit);
  if (heard.resync) kept.told.clear();
  for (const visit of [...left, ...told.map((row) => row.visit)]) kept.told.delete(visit);
}

/** Numbers up to the mark were used, even where standing and journal no longer say so. */
function lastOf({ standing }: Kept, heard: Heard): number {
  return Math.max(standing.lastSeq, heard.standing.durableThroughSeq ?? 0);
}

/** Told again (a hidden answer shown now) takes its old place; new ones go behind. */
async function toldRows(
  kept: Kept,
  operations: ToldOperation[],
  resync: boolean,
): Promise<ToldRow[]> {
  const ids = operations.map((one) => one.id);
  const before = resync ? [] : await kept.db.told.bulkGet(ids);
  let order = resync ? 0 : kept.order;
  const rows = new Map<Uuid, ToldRow>();
  for (const [n, one] of operations.entries()) {
    const at = rows.get(one.id)?.order ?? before[n]?.order ?? ++order;
    const box = await kept.vault.box("told", one.id, one);
    rows.set(one.id, { id: one.id, visit: one.visit, order: at, box });
  }
  return [...rows.values()];
}

async function briefRows(kept: Kept, heard: Heard): Promise<BoxRow[]> {
  return Promise.all(
    heard.visits.map(async (one) => ({
      id: one.id,
      box: await kept.vault.box("briefs", one.id, one),
    })),
  );
}

/** Visits the server tells no more, of which nothing is in the journal: they end here too. */
async function leftOut(kept: Kept, heard: Heard): Promise<Uuid[]> {
  const named = new Set(heard.visits.map((one) => one.id));
  const here = new Set([...kept.briefs.keys(), ...(await kept.db.visits.toCollection().keys())]);
  const own = new Set((await kept.db.journal.orderBy("visit").uniqueKeys()).map(String));
  return [...here].map(String).filter((id) => !named.has(id) && !own.has(id));
}
