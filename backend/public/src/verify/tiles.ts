// The path of an entry, computed from the log's tiles (C2SP tlog-tiles).

import type { Bytes } from "./bytes";
import { Fault } from "./fault";
import { nodeHash, rootOf, split } from "./tree";

const WIDTH = 256;
const HASH = 32;

export type Fetch = (path: string) => Promise<Bytes | null>;

/** The name of a tile: groups of three digits, all but the last behind an x. */
export function tilePath(level: number, index: number, width: number): string {
  const text = String(index);
  const groups = text.padStart(Math.ceil(text.length / 3) * 3, "0").match(/.{3}/g) ?? [];
  const number = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group));
  const partial = width === WIDTH ? "" : `.p/${width}`;
  return `tile/${level}/${number.join("/")}${partial}`;
}

/** A tree of a size whose tiles are fetched as they are needed. */
export class Tiles {
  private readonly kept = new Map<string, Bytes>();

  constructor(
    private readonly size: number,
    private readonly fetch: Fetch,
  ) {}

  /** The path from the leaf's neighbour up to the root's child. */
  async inclusion(index: number): Promise<Bytes[]> {
    if (!(index >= 0 && index < this.size)) throw new Fault("index-outside", String(index));
    const path: Bytes[] = [];
    let [low, high] = [0, this.size];
    while (high - low > 1) {
      const middle = low + split(high - low);
      if (index < middle) {
        path.unshift(await this.range(middle, high));
        high = middle;
      } else {
        path.unshift(await this.range(low, middle));
        low = middle;
      }
    }
    return path;
  }

  /** The hash of a range that the tree splits into. */
  async range(low: number, high: number): Promise<Bytes> {
    const count = high - low;
    const power = Math.floor(Math.log2(count));
    if (count === 2 ** power && low % count === 0) {
      const level = Math.floor(power / 8);
      return this.row(level, low / WIDTH ** level, 2 ** (power % 8));
    }
    const middle = low + split(count);
    return nodeHash(await this.range(low, middle), await this.range(middle, high));
  }

  private async row(level: number, first: number, count: number): Promise<Bytes> {
    const data = await this.tile(level, Math.floor(first / WIDTH));
    const from = first % WIDTH;
    const hashes = Array.from({ length: count }, (_, at) => from + at);
    return rootOf(hashes.map((at) => data.slice(at * HASH, (at + 1) * HASH)));
  }

  private async tile(level: number, index: number): Promise<Bytes> {
    const width = Math.min(WIDTH, Math.floor(this.size / WIDTH ** level) - index * WIDTH);
    const path = tilePath(level, index, width);
    const known = this.kept.get(path);
    if (known) return known;
    // a partial tile may be gone once the full one is there
    const full = width < WIDTH ? () => this.fetch(tilePath(level, index, WIDTH)) : () => null;
    const data = (await this.fetch(path)) ?? (await full());
    if (!data || data.length < width * HASH) throw new Fault("tile-length", path);
    this.kept.set(path, data);
    return data;
  }
}
