/** By when a problem is to be corrected (改正期限), as the home signs it. */

import type { Day, FindingRecord } from "../core/types";
import { day, term } from "./formatting";

export interface Term {
  amount: number;
  unit: "working_day" | "day";
}

const USUAL: Term = { amount: 10, unit: "working_day" }; // where the officers named none
const DAY_MS = 86_400_000;

/** Amount and unit, from a civil day on; nought days means at once and counts as one day.
 *
 * A date is counted in calendar days: the paper runs from its service, and holidays are not
 * known on the tablet.
 */
export function termOf(finding: FindingRecord, from: Day): Term {
  if (finding.due_days !== null) {
    return { amount: Math.max(finding.due_days, 1), unit: finding.due_unit };
  }
  if (finding.due_on === null) return USUAL;
  const left = (Date.parse(finding.due_on) - Date.parse(from)) / DAY_MS;
  return { amount: Math.max(left, 1), unit: "day" };
}

/** The term that ends last; working days win a tie, as holidays only lengthen them. */
export function longest(terms: Term[], from: Day): Term {
  const ends = terms.map((one) => ({ one, end: endOf(one, from) }));
  ends.sort((a, b) => b.end - a.end || (a.one.unit === "working_day" ? -1 : 1));
  return ends[0]?.one ?? USUAL;
}

export function termWords({ amount, unit }: Term): string {
  return term(amount, unit);
}

/** What the record says of the term: at once, until a date, or so many days. */
export function limitWords(finding: FindingRecord): string {
  if (finding.due_days === null && finding.due_on !== null) return `期限至${day(finding.due_on)}`;
  const { amount, unit } = finding.due_days === null ? USUAL : termOf(finding, "");
  return `期限${term(amount, unit)}`;
}

/** The last day of a term, weekends left out where they do not count; for comparing only. */
function endOf({ amount, unit }: Term, from: Day): number {
  let at = Date.parse(from);
  if (unit === "day") at += amount * DAY_MS;
  for (let left = unit === "day" ? 0 : amount; left > 0; ) {
    at += DAY_MS;
    left -= isWeekend(at) ? 0 : 1;
  }
  while (isWeekend(at)) at += DAY_MS;
  return at;
}

function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay());
}
