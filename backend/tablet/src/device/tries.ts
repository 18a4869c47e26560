/** Wrong tries slow down (错误次数限速); they never delete anything. */

import { Fault } from "../app/session.types";
import { isFull } from "./reserve";

/** How often it was wrong in a row, and when last (real time, ms). */
export interface Tries {
  wrong: number;
  at: number;
}

export const NO_TRIES: Tries = { wrong: 0, at: 0 };
const UNCOUNTED_MS = 5_000;
const WAITS_S = [0, 0, 0, 5, 15, 30, 60];

/** Seconds to wait after so many wrong tries. */
export function waitAfter(wrong: number): number {
  return WAITS_S[Math.min(wrong, WAITS_S.length - 1)] ?? 0;
}

/** Seconds still to wait; a clock that was set back does not shorten it. */
export function stillWaits(tries: Tries, now: number): number {
  const passed = Math.max(0, now - tries.at) / 1000;
  return Math.max(0, Math.ceil(waitAfter(tries.wrong) - passed));
}

export interface KeptTries {
  get(): Promise<Tries>;
  put(tries: Tries): Promise<void>;
}

/** One try: counted durably before it is made, so that killing the tab wins nothing.
 *
 * `open` gives null when the secret is wrong. Throws Fault(code) with `waitS`.
 */
export async function attempt<T>(
  kept: KeptTries,
  code: string,
  now: () => number,
  open: () => Promise<T | null>,
): Promise<T> {
  const before = await kept.get();
  const waitS = stillWaits(before, now());
  if (waitS > 0) throw new Fault(code, "too many wrong tries", { waitS });
  const tries = { wrong: before.wrong + 1, at: now() };
  await kept.put(tries).catch(slowIfFull);
  const opened = await open();
  if (opened === null) throw new Fault(code, "wrong", { waitS: waitAfter(tries.wrong) });
  await kept.put(NO_TRIES).catch(slowIfFull);
  return opened;
}

/** A full disk keeps nobody out who knows the secret: what cannot be counted is slowed down. */
async function slowIfFull(error: unknown): Promise<void> {
  if (!isFull(error)) throw error;
  await new Promise((resolve) => setTimeout(resolve, UNCOUNTED_MS));
}
