/** Colleagues' batches that this tablet passes on (代传批次). */

import type { CarriedBatch } from "../../core/ports";
import type { Digest, Uuid } from "../../core/types";
import type { CarriedRow } from "../database";
import { durable } from "./add";
import type { Kept } from "./kept";

/** Keep one; the same one again changes nothing. */
export async function carry(kept: Kept, batch: CarriedBatch): Promise<void> {
  const { db } = kept;
  if (await db.carried.get(batch.id)) return;
  const last = await db.carried.orderBy("order").last();
  await put(kept, batch, (last?.order ?? 0) + 1);
}

export async function carried(
  kept: Kept,
  filter: { visit?: Uuid; passedOn?: boolean } = {},
): Promise<CarriedBatch[]> {
  const rows = await kept.db.carried.orderBy("order").toArray();
  const wanted = rows.filter(
    (row) =>
      (filter.visit === undefined || row.visit === filter.visit) &&
      (filter.passedOn === undefined || row.passedOn === Number(filter.passedOn)),
  );
  const opened = await kept.vault.unboxAll<CarriedBatch>("carried", wanted);
  return wanted.flatMap((row) => {
    const one = opened.get(row.id);
    return one ? [{ ...one, passedOn: row.passedOn === 1 }] : [];
  });
}

export async function carriedState(
  kept: Kept,
  id: Digest,
  state: { passedOn?: boolean; disputed?: Uuid[]; trouble?: string },
): Promise<void> {
  const row = await kept.db.carried.get(id);
  if (!row) return;
  const before = await kept.vault.unbox<CarriedBatch>("carried", id, row.box);
  await put(kept, { ...before, passedOn: row.passedOn === 1, ...state }, row.order);
}

async function put(kept: Kept, batch: CarriedBatch, order: number): Promise<void> {
  const { id, visit } = batch;
  const box = await kept.vault.box("carried", id, batch);
  const row: CarriedRow = { id, visit, order, passedOn: batch.passedOn ? 1 : 0, box };
  await durable(kept.db.transaction("rw", kept.db.carried, () => kept.db.carried.put(row)));
}
