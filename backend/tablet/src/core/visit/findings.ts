/** Problems found, with clause and demand (问题). */

import type { FindingRecord, Operation, VisitState } from "../types";
import { flag, number, text, textOrNull, texts } from "../reading";

/** How each key of a body is read; only the keys that were sent change a record. */
const READ = {
  clause: text,
  basis: text,
  wording: text,
  severity: text,
  demand: text,
  due_days: number,
  due_unit: text,
  due_on: textOrNull,
  competent_department: text,
  library_code: text,
  evidence: texts,
  corrected: flag,
} as const;

export function addFinding(state: VisitState, { id: op, body }: Operation): void {
  const id = text(body, "id");
  const blank: FindingRecord = {
    op, id, item: text(body, "item"), officer: body.officer, clause: "", basis: "", wording: "",
    severity: "general", demand: "", due_days: null, due_unit: "working_day", due_on: null,
    competent_department: "", library_code: "", evidence: [], corrected: false, withdrawn: null,
  };
  state.findings.set(id, { ...blank, ...sent(body) });
}

export function changeFinding(state: VisitState, { id: op, body }: Operation): void {
  const record = state.findings.get(text(body, "id"));
  if (!record) return;
  const withdrawn = body["corrected"] == null ? record.withdrawn : null;
  state.findings.set(record.id, { ...record, ...sent(body), op, withdrawn });
}

export function withdrawFinding(state: VisitState, { id: op, body }: Operation): void {
  const record = state.findings.get(text(body, "id"));
  if (record) state.findings.set(record.id, { ...record, op, withdrawn: text(body, "reason") });
}

function sent(body: Operation["body"]): Partial<FindingRecord> {
  const keys = Object.entries(READ).filter(([key]) => (body[key] ?? null) !== null);
  return Object.fromEntries(keys.map(([key, read]) => [key, read(body, key)]));
}
