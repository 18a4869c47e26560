/** The library of problems in this visit (问题—条款库), and terms in words. */

import type { Desk } from "../../app/desk.types";
import type { FindingRecord, LibraryFinding } from "../../core/types";
import { t } from "../words";
import { day } from "../words/when";

/** The package's library; the checklist's own where the package brings none. */
export function libraryOf(desk: Pick<Desk, "package" | "bundle">): LibraryFinding[] {
  const { findings_library: given } = desk.package;
  return given.length > 0 ? given : desk.bundle.findings;
}

/** "7 日", "15 个工作日", "立即". */
export function termWords(term: { days: number | null; unit: "day" | "working_day" }): string {
  if (term.days === null) return t("visit.term-none");
  if (term.days === 0) return t("visit.term-now");
  return t(term.unit === "day" ? "visit.term-days" : "visit.term-working", { n: term.days });
}

/** The term of a problem on record. */
export function dueWords(finding: Pick<FindingRecord, "due_days" | "due_unit" | "due_on">): string {
  const { due_days: days, due_unit: unit, due_on: on } = finding;
  return days === null && on ? t("visit.term-on", { day: day(on) }) : termWords({ days, unit });
}
