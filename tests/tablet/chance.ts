/** Chance that comes again with its seed (可重复的随机). */

export interface Chance {
  /** 0 … n − 1. */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32: small, and the same everywhere. */
export function chance(seed: number): Chance {
  let state = seed + 1;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
