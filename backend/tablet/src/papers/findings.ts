/** Problems as papers write them (问题): which ones, in what order, in which words. */

import type { FindingRecord, Package, Severity, VisitState } from "../core/types";
import { oneLine } from "./formatting";
import { limitWords } from "./terms";

const SEVERITY: { [severity in Severity]: string } = {
  general: "一般问题",
  hidden_danger: "一般隐患",
  major: "重大事故隐患",
};
export const NO_DEMAND = "立即整改";

/** What is not withdrawn, by the order of the checklist's items, then as it was noted. */
export function standing(state: VisitState, items: readonly string[]): FindingRecord[] {
  const place = new Map(items.map((item, n) => [item, n]));
  const at = (one: FindingRecord) => place.get(one.item) ?? items.length;
  const rows = [...state.findings.values()].filter((one) => one.withdrawn === null);
  return rows.sort((one, other) => at(one) - at(other));
}

/** What this department tells the home to correct; the rest is told to its own department. */
export function toOrder(findings: FindingRecord[], { visit }: Package): FindingRecord[] {
  return findings.filter((one) => !one.corrected && !isForeign(one, visit.department));
}

/** Problem, clause, basis and severity, the same in every paper. */
export function findingWords(one: FindingRecord, n: number) {
  const clause = oneLine(one.clause);
  return {
    n: String(n),
    wording: oneLine(one.wording),
    clause,
    basis: oneLine(one.basis) || clause,
    severity: SEVERITY[one.severity],
  };
}

/** What is to be done about a problem (处理意见), as the record says it. */
export function demandWords(one: FindingRecord, { visit, nature }: Package): string {
  const demand = oneLine(one.demand).replace(/[。；，;,]+$/u, "");
  if (one.corrected) return demand ? `${demand}，已当场改正` : "已当场改正";
  if (isForeign(one, visit.department)) {
    const told = `抄告${one.competent_department}部门处理`;
    return demand ? `${told}：${demand}` : told;
  }
  if (!nature.may_order) return `督促整改：${demand || NO_DEMAND}`;
  if (one.due_days === 0) return `责令立即改正：${demand || NO_DEMAND}`;
  return `责令限期改正：${demand || NO_DEMAND}，${limitWords(one)}`;
}

function isForeign({ competent_department: competent }: FindingRecord, own: string): boolean {
  return competent !== "" && competent !== own;
}
