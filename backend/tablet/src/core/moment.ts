/** Moments and civil dates as they travel: Asia/Shanghai, +08:00, no summer time. */

import type { Day, Moment } from "./types";

const EIGHT_HOURS = 8 * 3600_000;

/** ISO 8601 with offset. */
export function momentOf(ms: number): Moment {
  return new Date(ms + EIGHT_HOURS).toISOString().replace("Z", "+08:00");
}

/** The civil date. */
export function dayOf(ms: number): Day {
  return momentOf(ms).slice(0, 10);
}
