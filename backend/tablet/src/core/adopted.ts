/** Which answer counts where one or two officers answered (采信的检查结果).
 *
 * The server's backend/inspections/field/adopted.py, to the letter.
 */

import { canonical } from "./canonical";
import { apartAtMost } from "./decimals";
import type { Adopted, Answer, Attestation, Json, Uuid, VisitState } from "./types";

type Known = Pick<VisitState, "answers" | "reconciled" | "facts" | "lead">;

/** Per item: reconciled, else single, else equal; else it differs. What is hidden is not known. */
export function adopt(state: Known, tolerance: (item: string) => string | null): Adopted {
  const answers: { [item: string]: Answer } = {};
  const differing: string[] = [];
  for (const item of [...state.answers.keys()].sort()) {
    const rows = leadFirst([...(state.answers.get(item)?.values() ?? [])], state.lead);
    const first = rows[0];
    if (!first) continue;
    const decision = state.reconciled.get(item);
    if (decision && rows.every((row) => decision.settles.includes(row.op))) {
      answers[item] = decision.value;
    } else if (rows.some((row) => row.hidden)) {
      continue;
    } else if (rows.every((row) => same(first.value, row.value, tolerance(item)))) {
      answers[item] = first.value;
    } else {
      differing.push(item);
    }
  }
  const names = [...state.facts.keys()].sort();
  const facts = names.map((name) => [name, state.facts.get(name)?.value ?? null] as const);
  return { answers, facts: Object.fromEntries(facts), differing };
}

/** Equal, or numbers no further apart than the tolerance. */
export function same(one: Json, other: Json, tolerance: string | null): boolean {
  if (canonical(one) === canonical(other)) return true;
  if (tolerance === null || !isNumber(one) || !isNumber(other)) return false;
  return apartAtMost(String(one), String(other), tolerance);
}

function isNumber(value: Json): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function leadFirst(rows: Attestation[], lead: Uuid | null): Attestation[] {
  const behind = (row: Attestation) => (row.officer === lead ? 0 : 1);
  return rows.sort(
    (one, other) => behind(one) - behind(other) || (one.officer < other.officer ? -1 : 1),
  );
}
