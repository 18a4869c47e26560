/** How far this tablet's clock is off (时钟误差), measured at every contact. */

import type { PullAnswer } from "./types";

/** Server's real time minus ours, milliseconds; the middle of asking and hearing is ours. */
export function skewOf(clock: PullAnswer["clock"], askedAt: number, heardAt: number): number {
  const theirs = Date.parse(clock.now) - clock.ahead_s * 1000;
  return Math.round(theirs - (askedAt + heardAt) / 2);
}
