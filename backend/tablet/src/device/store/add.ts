/** Writing what was done (落盘): journal, outbox and photo bytes in one durable transaction. */

import type { NewPhoto } from "../../core/ports";
import type { Operation } from "../../core/types";
import { Fault } from "../../app/session.types";
import type { JournalRow, OutboxRow, PhotoBoxRow, BoxRow } from "../database";
import { isFull } from "../reserve";
import { type Kept, LOCKS, type Locks, type PhotoEntry } from "./kept";

interface PhotoRows {
  entry: PhotoEntry;
  row: PhotoBoxRow;
  bytes: BoxRow;
}

/** All or nothing; encrypted before the transaction opens, since awaiting inside would close it. */
export async function add(kept: Kept, operations: Operation[], photos: NewPhoto[]): Promise<void> {
  demandNext(kept, operations);
  const { db, vault } = kept;
  const journal = await Promise.all(
    operations.map(async (one): Promise<JournalRow> => {
      const { id, seq, visit } = one;
      return { id, seq, visit, box: await vault.box("journal", id, one) };
    }),
  );
  const outbox = operations.map((one): OutboxRow => {
    return { id: one.id, seq: one.seq, visit: one.visit, heldIn: "" };
  });
  const pictures: PhotoRows[] = [];
  for (const photo of photos) pictures.push(await rowsOf(kept, operations, photo));
  const locks = lockedBy(kept.locks, operations);
  const locked = locks ? await vault.box("standing", LOCKS, locks) : null;

  const withPhotos = pictures.length ? [db.photos, db.photobytes] : [];
  const tables = [db.journal, db.outbox, ...withPhotos, ...(locked ? [db.standing] : [])];
  await durable(
    db.transaction("rw", tables, () =>
      Promise.all([
        db.journal.bulkAdd(journal),
        db.outbox.bulkAdd(outbox),
        pictures.length && db.photobytes.bulkAdd(pictures.map((one) => one.bytes)),
        pictures.length && db.photos.bulkAdd(pictures.map((one) => one.row)),
        locked && db.standing.put({ id: LOCKS, box: locked }),
      ]),
    ),
  );

  for (const row of outbox) kept.outbox.set(row.id, row);
  for (const one of operations) kept.journal.set(one.id, one);
  for (const { entry } of pictures) kept.photos.set(entry.id, entry);
  if (locks) kept.locks = locks;
  kept.standing = { ...kept.standing, lastSeq: operations.at(-1)?.seq ?? kept.standing.lastSeq };
}

/** Throws when a sequence number is not a new one: two writers would tear the sequence. */
function demandNext(kept: Kept, operations: Operation[]): void {
  let last = kept.standing.lastSeq;
  for (const { seq } of operations) {
    if (seq <= last) {
      throw new Fault("seq-taken", `expected seq above ${last}, came ${seq}; number again`);
    }
    last = seq;
  }
}

async function rowsOf(kept: Kept, operations: Operation[], photo: NewPhoto): Promise<PhotoRows> {
  const { id, visit, sha256, mediaType } = photo;
  const manifest = operations.find((one) => one.kind === "evidence.add" && one.body["id"] === id);
  if (!manifest) {
    throw new Fault("photo-without-manifest", `expected an evidence.add of ${id}, came none`);
  }
  const length = photo.bytes.length;
  const shown = { id, visit, sha256, length, mediaType, uploaded: false, trouble: "" };
  const [box, bytes] = await Promise.all([
    kept.vault.box("photos", id, shown),
    kept.vault.seal("photobytes", id, photo.bytes),
  ]);
  const place = { seq: manifest.seq, place: "" };
  return {
    entry: { ...shown, ...place },
    row: { id, visit, box, uploaded: 0, ...place },
    bytes: { id, box: bytes },
  };
}

function lockedBy(locks: Locks, operations: Operation[]): Locks | null {
  const made = operations.filter((one) => one.kind === "visit.lock");
  if (!made.length) return null;
  return { ...locks, ...Object.fromEntries(made.map((one) => [one.visit, one.id])) };
}

/** Throws Fault storage-full when the disk has no room: nothing was written then. */
export async function durable<T>(transaction: PromiseLike<T>): Promise<T> {
  try {
    return await transaction;
  } catch (error) {
    if (!isFull(error)) throw error;
    throw new Fault("storage-full", "no room on this tablet; nothing was written");
  }
}
