/** The boxes of the database as escrow and export read them (密文来源): without the data key. */

import type { TabletDatabase } from "./database";
import type { Origin, Row, Source } from "./pieces";

export const OFFICE_COPY = "office-copy";

export function sourceOf(db: TabletDatabase): Source {
  return {
    rows: () => rowsOf(db),
    waiting: async () => (await db.outbox.orderBy("seq").primaryKeys()).map(String),
    photos: (all) =>
      (all ? db.photos.toCollection() : db.photos.where("uploaded").equals(0)).toArray(),
    photoBox: async (id) => (await db.photobytes.get(id))?.box ?? null,
  };
}

export async function originOf(db: TabletDatabase, device: string): Promise<Origin> {
  return { device, wrapped_data_key: (await db.read<object>(OFFICE_COPY)) ?? null };
}

async function rowsOf(db: TabletDatabase): Promise<Row[]> {
  const own = await db.journal.orderBy("seq").toArray();
  const carried = await db.carried.orderBy("order").toArray();
  return [
    ...own.map(({ id, seq, visit, box }): Row => {
      return { entry: { table: "journal", id, seq, visit, length: box.length }, box };
    }),
    ...carried.map(({ id, order, visit, box }): Row => {
      return { entry: { table: "carried", id, seq: order, visit, length: box.length }, box };
    }),
  ];
}
