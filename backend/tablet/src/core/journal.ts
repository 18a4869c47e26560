/** What the journal may forget (日志清理): durable at the server, and its visit closed. */

import type { PhotoRow, Standing, Waiting } from "./ports";
import type { Uuid, VisitBrief } from "./types";

const CLOSED = new Set(["locked", "concluded"]);

export interface Trim {
  through: number;
  visits: Uuid[];
}

/** Rows up to the mark, of closed visits of which nothing waits; null when there are none. */
export function trimmable(
  standing: Pick<Standing, "durableThroughSeq">,
  visits: readonly VisitBrief[],
  outbox: readonly Waiting[],
  photos: readonly PhotoRow[],
): Trim | null {
  const waits = new Set([
    ...outbox.map((one) => one.operation.visit),
    ...photos.filter((one) => !one.uploaded).map((one) => one.visit),
  ]);
  const closed = visits.filter((one) => CLOSED.has(one.state) && !waits.has(one.id));
  if (standing.durableThroughSeq === 0 || closed.length === 0) return null;
  return { through: standing.durableThroughSeq, visits: closed.map((one) => one.id) };
}
