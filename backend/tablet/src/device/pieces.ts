/** Pieces for escrow and export (托管分片): a JSON header line, LF, then boxes as they lie here.
 *
 * Works without the data key: ids and boxes are all it reads.
 */

import { type Bytes, concat, utf8 } from "./bytes";

export const LARGEST = 24 * 1024 * 1024;
const HEADER_ROOM = 256 * 1024;
const ENTRY_ROOM = 200; // bytes of one entry in the header
const MOST_ENTRIES = 3000; // a header line stays under 1 MiB

export interface Entry {
  table: "journal" | "carried";
  id: string;
  seq: number;
  visit: string;
  length: number;
}

export interface Row {
  entry: Entry;
  box: Uint8Array;
}

export interface Piece {
  /** Names the content: the same name is the same piece after a restart. */
  name: string;
  bytes: Bytes;
}

export interface Origin {
  device: string;
  wrapped_data_key: object | null;
}

/** Where the boxes lie. */
export interface Source {
  /** Journal in sequence order, then carried batches. */
  rows(): Promise<Row[]>;
  /** Ids in the outbox, in sequence order. */
  waiting(): Promise<string[]>;
  photos(all: boolean): Promise<{ id: string; visit: string }[]>;
  photoBox(id: string): Promise<Uint8Array | null>;
}

export interface Which {
  /** Photos that were uploaded too. */
  all: boolean;
  skip?: (name: string) => boolean;
  largest?: number;
}

/** Operations first, then photo bytes. */
export async function* pieces(
  source: Source,
  origin: Origin,
  { all, skip = () => false, largest = LARGEST }: Which,
): AsyncGenerator<Piece> {
  const room = largest - Math.min(HEADER_ROOM, largest / 2);
  const waiting = await source.waiting();
  for (const rows of slabs(await source.rows(), room)) {
    const name = `operations ${rows[0]?.entry.id} ${rows.at(-1)?.entry.id} ${rows.length}`;
    if (!skip(name)) yield { name, bytes: operationsPiece(origin, rows, waiting) };
  }
  for (const { id, visit } of await source.photos(all)) {
    const box = await source.photoBox(id);
    const parts = Math.ceil((box?.length ?? 0) / room);
    for (let part = 0; box && part < parts; part += 1) {
      const name = `photo ${id} ${part}`;
      const content = box.subarray(part * room, (part + 1) * room);
      if (!skip(name)) {
        yield { name, bytes: photoPiece(origin, { id, visit, part, parts }, content) };
      }
    }
  }
}

/** `waiting`: which of the entries had no receipt. */
function operationsPiece(origin: Origin, rows: Row[], waiting: string[]): Bytes {
  const here = new Set(rows.map((row) => row.entry.id));
  return withHeader(
    {
      v: 1,
      ...origin,
      kind: "operations",
      entries: rows.map((row) => row.entry),
      waiting: waiting.filter((id) => here.has(id)),
    },
    ...rows.map((row) => row.box),
  );
}

function photoPiece(
  origin: Origin,
  of: { id: string; visit: string; part: number; parts: number },
  content: Uint8Array,
): Bytes {
  return withHeader({ v: 1, ...origin, kind: "photo", ...of, length: content.length }, content);
}

function withHeader(header: object, ...content: Uint8Array[]): Bytes {
  return concat(utf8(`${JSON.stringify(header)}\n`), ...content);
}

/** Rows in their order, as many to a slab as fit. */
function* slabs(rows: Row[], room: number): Generator<Row[]> {
  let slab: Row[] = [];
  let length = 0;
  for (const row of rows) {
    const more = row.box.length + ENTRY_ROOM;
    if (slab.length && (length + more > room || slab.length === MOST_ENTRIES)) {
      yield slab;
      [slab, length] = [[], 0];
    }
    slab.push(row);
    length += more;
  }
  if (slab.length) yield slab;
}
