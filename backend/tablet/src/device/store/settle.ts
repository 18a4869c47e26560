/** Keeping receipts (回执), going back into the outbox, and forgetting what is durable there. */

import type { Standing } from "../../core/ports";
import type { Receipt, Uuid } from "../../core/types";
import type { BoxRow, OutboxRow, PhotoBoxRow } from "../database";
import { durable } from "./add";
import { type Kept, STANDING } from "./kept";

/** Receipts kept, `clears` out of the outbox, `held` remembered with the epoch. */
export async function settle(
  kept: Kept,
  receipts: Receipt[],
  clears: Uuid[],
  standing: Partial<Standing>,
): Promise<void> {
  const { db } = kept;
  const next = { ...kept.standing, ...standing };
  const words = await boxedWords(kept, receipts);
  const place = await boxedStanding(kept, next);
  const gone = new Set(clears);
  const held = receipts.flatMap((one): OutboxRow[] => {
    const row = one.id && !gone.has(one.id) ? kept.outbox.get(one.id) : undefined;
    return row ? [{ ...row, heldIn: one.outcome === "held" ? next.epoch : "" }] : [];
  });
  await durable(
    db.transaction("rw", [db.receipts, db.outbox, db.standing], async () => {
      await db.receipts.bulkPut(words);
      await db.outbox.bulkPut(held);
      await db.outbox.bulkDelete(clears);
      await db.standing.put(place);
    }),
  );
  kept.standing = next;
  for (const row of held) kept.outbox.set(row.id, row);
  remember(kept, receipts, clears);
}

/** A new epoch: what lies above the mark waits again, with its photos, without its old word. */
export async function requeue(kept: Kept, above: number, epoch: Uuid): Promise<void> {
  const { db } = kept;
  const keys = await db.journal.where("seq").above(above).toArray();
  const rows = keys.map(({ id, seq, visit }): OutboxRow => ({ id, seq, visit, heldIn: "" }));
  const next = { ...kept.standing, epoch };
  const place = await boxedStanding(kept, next);
  const photos = [...kept.photos.values()].filter((one) => one.seq > above && one.uploaded);
  await durable(
    db.transaction("rw", [db.outbox, db.receipts, db.photos, db.carried, db.standing], async () => {
      await db.outbox.bulkPut(rows);
      await db.carried.toCollection().modify({ passedOn: 0 });
      await db.receipts.bulkDelete(rows.map((row) => row.id));
      for (const one of photos) await db.photos.update(one.id, { uploaded: 0, place: "" });
      await db.standing.put(place);
    }),
  );
  kept.standing = next;
  for (const row of rows) {
    kept.outbox.set(row.id, row);
    kept.words.delete(row.id);
  }
  for (const one of photos) kept.photos.set(one.id, { ...one, uploaded: false, place: "" });
}

/** Forget what a verified backup holds: rows of these visits up to the mark, and their photos. */
export async function trim(kept: Kept, through: number, visits: Uuid[]): Promise<void> {
  const { db } = kept;
  const named = new Set(visits);
  const below = await db.journal.where("seq").belowOrEqual(through).toArray();
  const gone = below
    .filter((row) => named.has(row.visit) && !kept.outbox.has(row.id))
    .map((row) => row.id);
  const photos = [...kept.photos.values()]
    .filter((one) => one.uploaded && one.seq <= through && named.has(one.visit))
    .map((one) => one.id);
  const passed = (await db.carried.where("visit").anyOf(visits).toArray())
    .filter((row) => row.passedOn)
    .map((row) => row.id);
  if (!gone.length && !photos.length && !passed.length) return;
  const place = await boxedStanding(kept, kept.standing); // the last number outlives its row
  const pictures = [db.photos, db.photobytes, db.previews];
  const tables = [db.journal, db.receipts, db.carried, db.standing, ...pictures];
  await db.transaction("rw", tables, async () => {
    await db.standing.put(place);
    await db.carried.bulkDelete(passed);
    await db.journal.bulkDelete(gone);
    await db.receipts.bulkDelete(gone);
    for (const table of pictures) await table.bulkDelete(photos);
  });
  for (const id of gone) kept.journal.delete(id);
  for (const id of photos) kept.photos.delete(id);
}

/** Whether a photo has gone up, and why not. */
export async function photoState(
  kept: Kept,
  id: Uuid,
  state: { uploaded?: boolean; trouble?: string; place?: string },
): Promise<void> {
  const before = kept.photos.get(id);
  if (!before) return;
  const next = { ...before, ...state };
  const { seq, place, ...shown } = next;
  const row: PhotoBoxRow = {
    id,
    visit: next.visit,
    seq,
    place,
    uploaded: next.uploaded ? 1 : 0,
    box: await kept.vault.box("photos", id, shown),
  };
  await durable(kept.db.transaction("rw", kept.db.photos, () => kept.db.photos.put(row)));
  kept.photos.set(id, next);
}

export async function boxedStanding(kept: Kept, standing: Standing): Promise<BoxRow> {
  return { id: STANDING, box: await kept.vault.box("standing", STANDING, standing) };
}

export async function boxedWords(kept: Kept, receipts: Receipt[]): Promise<BoxRow[]> {
  const named = receipts.flatMap((one) => (one.id ? [{ ...one, id: one.id }] : []));
  return Promise.all(
    named.map(async (one) => ({ id: one.id, box: await kept.vault.box("receipts", one.id, one) })),
  );
}

/** Bring the memory to what the transaction wrote. */
export function remember(kept: Kept, receipts: Receipt[], clears: Uuid[]): void {
  for (const id of clears) kept.outbox.delete(id);
  for (const one of receipts) if (one.id && kept.outbox.has(one.id)) kept.words.set(one.id, one);
  for (const id of clears) kept.words.delete(id);
}
