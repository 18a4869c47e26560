/** What the store holds in memory beside the database (内存索引), so that counting asks no disk. */

import type { Collection } from "dexie";

import type { PhotoRow, Standing } from "../../core/ports";
import type { Operation, Receipt, ToldOperation, Uuid, VisitBrief } from "../../core/types";
import type { OutboxRow, TabletDatabase } from "../database";
import { Turn } from "../turn";
import type { Vault } from "../vault";
import { type Handled, openHandled } from "./handled";

export const STANDING = "standing";
export const LOCKS = "locks";

/** A photo with the sequence of its evidence.add and the path of its upload. */
export interface PhotoEntry extends PhotoRow {
  seq: number;
  place: string;
}

/** visit → id of the visit.lock written here. */
export type Locks = { [visit: Uuid]: Uuid };

export interface Kept {
  db: TabletDatabase;
  vault: Vault;
  turn: Turn;
  standing: Standing;
  outbox: Map<Uuid, OutboxRow>;
  words: Map<Uuid, Receipt>;
  photos: Map<Uuid, PhotoEntry>;
  briefs: Map<Uuid, VisitBrief>;
  locks: Locks;
  order: number;
  journal: Map<Uuid, Operation>;
  told: Map<Uuid, ToldOperation[]>;
  handled: Map<Uuid, Handled>;
}

const freshStanding = (device: Uuid): Standing => ({
  device,
  lastSeq: 0,
  cursor: "",
  epoch: "",
  durableThroughSeq: 0,
  skewMs: null,
  aheadS: 0,
  gaps: [],
  lastContact: null,
});

async function lastKey(ordered: Collection): Promise<number> {
  const keys = await ordered.reverse().limit(1).keys();
  return Number(keys[0] ?? 0);
}

/**
 * Read what is needed at once; journal and told operations are opened when asked for. Where the
 * standing does not open it starts over: the server tells everything again, nothing is lost.
 */
export async function openKept(db: TabletDatabase, vault: Vault, device: Uuid): Promise<Kept> {
  const [rows, last, top, photoRows, briefRows] = await Promise.all([
    db.outbox.toArray(),
    lastKey(db.journal.orderBy("seq")),
    lastKey(db.told.orderBy("order")),
    db.photos.toArray(),
    db.briefs.toArray(),
  ]);
  const waiting = rows.map((row) => row.id);
  const words = (await db.receipts.bulkGet(waiting)).filter((row) => row !== undefined);
  const small = new Map((await db.standing.toArray()).map((row) => [row.id, row]));
  const value = async <T>(id: string, otherwise: T): Promise<T> => {
    const row = small.get(id);
    return row ? vault.unbox<T>("standing", id, row.box).catch(() => otherwise) : otherwise;
  };
  const standing = { ...freshStanding(device), ...(await value<object>(STANDING, {})) };
  const photos = await vault.unboxAll<PhotoRow>("photos", photoRows);
  const kept: Kept = {
    db,
    vault,
    turn: new Turn(),
    standing: { ...standing, lastSeq: Math.max(standing.lastSeq, last) },
    outbox: new Map(rows.map((row) => [row.id, row])),
    words: await vault.unboxAll<Receipt>("receipts", words),
    photos: new Map(
      photoRows.flatMap((row) => {
        const opened = photos.get(row.id);
        if (!opened) return [];
        const { seq, place } = row;
        return [[row.id, { ...opened, uploaded: row.uploaded === 1, seq, place }]];
      }),
    ),
    briefs: await vault.unboxAll<VisitBrief>("briefs", briefRows),
    locks: await value<Locks>(LOCKS, {}),
    order: top,
    journal: new Map(),
    told: new Map(),
    handled: new Map(),
  };
  kept.handled = await openHandled(kept);
  return kept;
}
