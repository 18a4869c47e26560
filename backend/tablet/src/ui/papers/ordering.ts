/** Which problems an order on the spot bears, and why the others are not in it (责令改正范围). */

import type { FindingRecord, Package, VisitState } from "../../core/types";

export type LeftOut = "corrected" | "other-department";

export interface SortedOut {
  ordered: FindingRecord[];
  leftOut: { finding: FindingRecord; why: LeftOut }[];
}

/** The same line the office draws (backend/rectifications): raised, and of its own department. */
export function sortedOut(
  pkg: Pick<Package, "visit">, state: Pick<VisitState, "findings">, items: readonly string[],
): SortedOut {
  const place = (one: FindingRecord) => (items.indexOf(one.item) + 1 || items.length + 1);
  const standing = [...state.findings.values()]
    .filter((one) => one.withdrawn === null)
    .sort((one, other) => place(one) - place(other));
  const sorted: SortedOut = { ordered: [], leftOut: [] };
  for (const finding of standing) {
    const competent = finding.competent_department;
    if (finding.corrected) sorted.leftOut.push({ finding, why: "corrected" });
    else if (competent !== "" && competent !== pkg.visit.department) {
      sorted.leftOut.push({ finding, why: "other-department" });
    } else sorted.ordered.push(finding);
  }
  return sorted;
}
