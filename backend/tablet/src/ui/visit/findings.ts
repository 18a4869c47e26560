/** Problems in order (问题排序): the gravest first, then as they were noted. */

import type { FindingRecord, Severity } from "../../core/types";

const RANK: Record<Severity, number> = { major: 0, hidden_danger: 1, general: 2 };

export function gravestFirst<F extends Pick<FindingRecord, "severity">>(
  findings: readonly F[],
): F[] {
  return [...findings].sort((one, other) => RANK[one.severity] - RANK[other.severity]);
}

/** "1. …\n2. …": demands of an order to correct at once, numbered; empty lines dropped. */
export function numbered(demands: readonly string[]): string {
  const lines = demands.map((line) => line.trim()).filter(Boolean);
  return lines.length < 2 ? lines.join("") : lines.map((line, n) => `${n + 1}. ${line}`).join("\n");
}
