/** The form of a problem (问题): from the library or by hand, to the operation's body. */

import type {
  Day, FindingRecord, Item, Json, LibraryFinding, Severity, Uuid,
} from "../../core/types";

export interface FindingForm {
  item: string;
  clause: string;
  basis: string;
  wording: string;
  severity: Severity;
  demand: string;
  term: "days" | "date" | "none";
  days: string;
  unit: "working_day" | "day";
  on: Day | "";
  department: string;
  library: string;
  evidence: Uuid[];
  corrected: boolean;
}

type Language = "zh" | "en";
export type FormFault = "wording" | "clause" | "days" | "date" | "too-long";

const MOST_DAYS = 3650;
const LIMITS = { wording: 2000, clause: 200, basis: 4000, demand: 4000, department: 40 } as const;

/** An empty form for an item; its photos go with it, the term is the officer's to say. */
export function blankForm(item: Item, photos: Uuid[], department: string): FindingForm {
  return {
    item: item.id, clause: item.clause, basis: "", wording: "", demand: "",
    severity: item.major_hazard ? "major" : "general",
    term: "days", days: "", unit: "working_day", on: "",
    department, library: "", evidence: photos, corrected: false,
  };
}

/** The words a row of the library proposes; the language of the paper decides, not the screen's. */
export function fromLibrary(
  form: FindingForm, row: LibraryFinding, language: Language,
): FindingForm {
  return {
    ...form,
    clause: row.clause, basis: row.basis[language], wording: row.wording[language],
    demand: row.demand[language], severity: row.severity, department: row.department,
    library: row.id,
    ...(row.term.days === null
      ? { term: "none" as const, days: "" }
      : { term: "days" as const, days: String(row.term.days), unit: row.term.unit }),
  };
}

/** The form of a problem that is on record. */
export function formOf(record: FindingRecord): FindingForm {
  return {
    item: record.item, clause: record.clause, basis: record.basis, wording: record.wording,
    severity: record.severity, demand: record.demand,
    term: record.due_days !== null ? "days" : record.due_on ? "date" : "none",
    days: record.due_days === null ? "" : String(record.due_days), unit: record.due_unit,
    on: record.due_on ?? "", department: record.competent_department,
    library: record.library_code, evidence: record.evidence, corrected: record.corrected,
  };
}

/** What keeps the form from being written; empty when nothing does. */
export function faultsOf(form: FindingForm): FormFault[] {
  const faults: FormFault[] = [];
  if (!form.wording.trim()) faults.push("wording");
  if (!form.clause.trim()) faults.push("clause");
  const days = /^\d{1,4}$/.test(form.days) ? Number(form.days) : -1;
  if (form.term === "days" && (days < 0 || days > MOST_DAYS)) faults.push("days");
  if (form.term === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(form.on)) faults.push("date");
  const long = (Object.keys(LIMITS) as (keyof typeof LIMITS)[])
    .some((name) => form[name].length > LIMITS[name]);
  return long ? [...faults, "too-long"] : faults;
}

/** The body of finding.add, without id and officer. */
export function bodyOf(form: FindingForm): { [key: string]: Json } {
  const due = form.term === "days"
    ? { due_days: Number(form.days), due_unit: form.unit }
    : form.term === "date" ? { due_on: form.on } : {};
  return {
    item: form.item, clause: form.clause.trim(), wording: form.wording.trim(),
    severity: form.severity, basis: form.basis.trim(), demand: form.demand.trim(), ...due,
    competent_department: form.department.trim(), library_code: form.library,
    evidence: form.evidence, corrected: form.corrected,
  };
}

/** The keys of finding.change: only what differs from the record. */
export function changesOf(record: FindingRecord, form: FindingForm): { [key: string]: Json } {
  const before = bodyOf(formOf(record));
  const now = bodyOf(form);
  return Object.fromEntries(Object.entries(now).filter(([key, value]) =>
    key !== "item" && JSON.stringify(value) !== JSON.stringify(before[key])));
}

/** A term of another kind cannot be changed into (the old key would stay): it is taken back and
 * noted anew. */
export function needsAnew(record: FindingRecord, form: FindingForm): boolean {
  const before = formOf(record).term;
  return before !== "none" && before !== form.term;
}
