// RFC 6962: leaf and node hashes, where a tree splits, and where a path leads to.

import { joined, sha256, type Bytes } from "./bytes";
import { Fault } from "./fault";

export function leafHash(entry: Bytes): Promise<Bytes> {
  return sha256(joined(Uint8Array.of(0), entry));
}

export function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(joined(Uint8Array.of(1), left, right));
}

/** The largest power of two below the size. */
export function split(size: number): number {
  let middle = 1;
  while (middle * 2 < size) middle *= 2;
  return middle;
}

/** The root over neighbouring subtrees of equal size, of which the last may be smaller. */
export async function rootOf(hashes: Bytes[]): Promise<Bytes> {
  const first = hashes[0];
  if (!first) throw new Fault("tile-length", "empty");
  if (hashes.length === 1) return first;
  const middle = split(hashes.length);
  return nodeHash(await rootOf(hashes.slice(0, middle)), await rootOf(hashes.slice(middle)));
}

/** From the root down: is the entry on the right? */
export function sides(index: number, size: number): boolean[] {
  const found: boolean[] = [];
  let [low, high] = [0, size];
  while (high - low > 1) {
    const middle = low + split(high - low);
    found.push(index >= middle);
    if (index >= middle) low = middle;
    else high = middle;
  }
  return found;
}

/** The root that a leaf at this place and its path lead to. */
export async function includedRoot(
  leaf: Bytes,
  index: number,
  size: number,
  path: Bytes[],
): Promise<Bytes> {
  if (!(index >= 0 && index < size)) throw new Fault("index-outside", String(index));
  const turns = sides(index, size).reverse();
  if (turns.length !== path.length) throw new Fault("path-length", String(path.length));
  let root = leaf;
  for (const [at, other] of path.entries()) {
    root = await (turns[at] ? nodeHash(other, root) : nodeHash(root, other));
  }
  return root;
}
