/** Samples drawn on the spot from a recorded seed (现场抽样): anyone can draw them again. */

import { sha256 } from "./canonical";
import type { Digest, Uuid } from "./types";

export interface Frame {
  nonce: string;
  visit: Uuid;
  item: string;
  labels: readonly string[];
}

/** SHA-256 of nonce, visit, item and the sorted frame, a line each. */
export function seedOf({ nonce, visit, item, labels }: Frame): Promise<Digest> {
  const lines = [nonce, visit, item, ...[...labels].sort(byCodePoint)];
  return sha256(lines.map((line) => `${line}\n`).join(""));
}

/** The labels a seed draws, in drawn order. */
export async function choose(
  seed: Digest,
  labels: readonly string[],
  size: number,
): Promise<string[]> {
  const keyed = [...new Set(labels)].map(
    async (label) => [await sha256(seed + label), label] as const,
  );
  const order = (await Promise.all(keyed)).sort(([one], [other]) => (one < other ? -1 : 1));
  return order.slice(0, size).map(([, label]) => label);
}

/** Whether a frame was drawn before for this item: one draw a frame. */
export function wasDrawn(
  frames: readonly (readonly string[])[],
  labels: readonly string[],
): boolean {
  const sorted = (frame: readonly string[]) => JSON.stringify([...frame].sort(byCodePoint));
  return frames.some((frame) => sorted(frame) === sorted(labels));
}

/** Order of Unicode code points, as the server sorts; `<` compares UTF-16 units. */
function byCodePoint(one: string, other: string): number {
  const a = [...one];
  const b = [...other];
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const apart = (a[i]?.codePointAt(0) ?? 0) - (b[i]?.codePointAt(0) ?? 0);
    if (apart !== 0) return apart;
  }
  return a.length - b.length;
}
