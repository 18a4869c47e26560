/** Everything 责令限期改正通知书 says when it is written on the spot (当场责令改正).
 *
 * As backend/rectifications issues it: the same problems, words and terms.
 */

import type { Moment, Package, VisitState } from "../core/types";
import type { PaperContext } from "./context";
import { PaperFault } from "./fault";
import { findingWords, NO_DEMAND, standing, toOrder } from "./findings";
import { civilDay, day, oneLine } from "./formatting";
import { RECORD } from "./record";
import { longest, termOf, termWords, type Term } from "./terms";

export const ORDER = "rectification-order";

export interface OrderForm {
  number: string;
  at: Moment | Date;
  /** Left out: the longest of the problems' own terms. */
  term?: Term;
}

/** The context of the order. Throws PaperFault `paper-not-due` where nothing is to be ordered.
 *
 * items: codes in the order of the checklist, as the record lists its problems.
 */
export function orderContext(
  pack: Package,
  state: VisitState,
  items: readonly string[],
  form: OrderForm,
): PaperContext {
  const findings = toOrder(standing(state, items), pack);
  if (!pack.nature.may_order || !findings.length) {
    throw new PaperFault(
      "paper-not-due", "findings", "a problem this visit may order to correct", "none",
      "note the problem first, or write no order",
    );
  }
  const today = civilDay(form.at);
  const terms = findings.map((one) => termOf(one, today));
  return {
    ...(pack.words[ORDER] as PaperContext),
    number: form.number,
    visited_on: day(state.opened ? civilDay(state.opened.done_at) : today),
    findings: findings.map((one, n) => ({
      ...findingWords(one, n + 1),
      demand: oneLine(one.demand) || NO_DEMAND,
      term: termWords(termOf(one, today)),
    })),
    record_number: recordNumber(state) || "未编号",
    term: termWords(form.term ?? longest(terms, today)),
    major: findings.some((one) => one.severity === "major"),
    issued_on: day(today),
  };
}

/** The number of the record that stands (现场检查笔录文号). */
function recordNumber({ texts }: VisitState): string | undefined {
  return texts.findLast((one) => one.kind === RECORD && !one.superseded)?.number;
}
