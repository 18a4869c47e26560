/** When the next try is (下次尝试): sooner after work, later after every fault, never "never". */

const IDLE_S = 60;
const FIRST_S = 5;
const LONGEST_S = 15 * 60;

export interface Past {
  now: number;
  /** Rounds in a row that ended with a fault. */
  failures: number;
  /** What the server asked for, if it did. */
  retryAfterS?: number | null;
}

/** The moment in milliseconds; `chance` in [0, 1) spreads tablets that failed together. */
export function nextTry({ now, failures, retryAfterS }: Past, chance: number): number {
  if (failures === 0) return now + IDLE_S * 1000;
  const wait = Math.min(LONGEST_S, FIRST_S * 2 ** Math.min(failures - 1, 20));
  const spread = wait * (0.5 + chance / 2);
  return now + Math.ceil(Math.max(spread, retryAfterS ?? 0) * 1000);
}
