/** Reading the journal and the outbox (日志, 待上传). */

import type { Waiting } from "../../core/ports";
import type { Operation, ToldOperation, Uuid } from "../../core/types";
import type { JournalRow } from "../database";
import { nameOf } from "../vault";
import type { Kept } from "./kept";

/** The outbox in sequence order; a row that does not open is left out and named by the vault. */
export async function waiting(kept: Kept): Promise<Waiting[]> {
  const rows = [...kept.outbox.values()].sort((a, b) => a.seq - b.seq);
  const unopened = rows.filter((row) => !kept.journal.has(row.id)).map((row) => row.id);
  if (unopened.length) await open(kept, await there(kept, unopened));
  return rows.flatMap((row) => {
    const operation = kept.journal.get(row.id);
    if (!operation) return [];
    return [{ operation, receipt: kept.words.get(row.id) ?? null, heldIn: row.heldIn || null }];
  });
}

export async function journal(
  kept: Kept,
  filter: { visit?: Uuid; above?: number } = {},
): Promise<Operation[]> {
  const above = filter.above ?? 0;
  const rows = filter.visit
    ? await kept.db.journal.where("visit").equals(filter.visit).toArray()
    : await kept.db.journal.where("seq").above(above).toArray();
  const found = rows.filter((row) => row.seq > above);
  await open(kept, found.filter((row) => !kept.journal.has(row.id)));
  return found
    .flatMap((row) => kept.journal.get(row.id) ?? [])
    .sort((a, b) => a.seq - b.seq);
}

export async function told(kept: Kept, visit: Uuid): Promise<ToldOperation[]> {
  const known = kept.told.get(visit);
  if (known) return known.slice();
  const rows = await kept.db.told.where("visit").equals(visit).toArray();
  const opened = await kept.vault.unboxAll<ToldOperation>("told", rows);
  const list = rows
    .sort((a, b) => a.order - b.order)
    .flatMap((row) => opened.get(row.id) ?? []);
  kept.told.set(visit, list);
  return list.slice();
}

/** One that does not open is left out: the server sees the difference and tells all again. */
export async function toldIds(kept: Kept): Promise<Map<Uuid, Uuid[]>> {
  const ids = new Map<Uuid, Uuid[]>();
  await kept.db.told.orderBy("visit").eachKey((visit, cursor) => {
    if (kept.vault.damaged.has(nameOf("told", String(cursor.primaryKey)))) return;
    const list = ids.get(String(visit)) ?? [];
    list.push(String(cursor.primaryKey));
    ids.set(String(visit), list);
  });
  return ids;
}

async function there(kept: Kept, ids: Uuid[]): Promise<JournalRow[]> {
  return (await kept.db.journal.bulkGet(ids)).filter((row) => row !== undefined);
}

async function open(kept: Kept, rows: JournalRow[]): Promise<void> {
  if (!rows.length) return;
  for (const [id, one] of await kept.vault.unboxAll<Operation>("journal", rows)) {
    kept.journal.set(id, one);
  }
}
