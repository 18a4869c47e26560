/** Which answer counts where one or two officers answered (采信的检查结果).
 *
 * The server's backend/inspections/field/adopted.py, to the letter.
 */

import { canonical } from "./canonical";
import { apartAtMost } from "./decimals";
import { text } from "./reading";
import type {
  Adopted, Answer, Attestation, Json, Kind, Operation, Uuid, VisitState,
} from "./types";

type Known = Pick<VisitState, "answers" | "reconciled" | "facts" | "lead">;

type Tolerance = (item: string) => string | null;

/** Per item: reconciled, else single, else equal; else it differs. What is hidden is not known. */
export function adopt(state: Known, tolerance: Tolerance): Adopted {
  const answers: { [item: string]: Answer } = {};
  const differing: string[] = [];
  for (const item of [...state.answers.keys()].sort()) {
    const one = adoptItem(state, item, tolerance(item));
    if (one === "differs") differing.push(item);
    else if (one) answers[item] = one.answer;
  }
  const names = [...state.facts.keys()].sort();
  const facts = names.map((name) => [name, state.facts.get(name)?.value ?? null] as const);
  return { answers, facts: Object.fromEntries(facts), differing };
}

const OF_ONE_ITEM = new Set<Kind>(["answer.set", "answer.clear", "answer.reconcile"]);
const OF_ALL = new Set<Kind>(["fact.set", "fact.clear", "visit.handover"]);

/** The same after one more operation: only what it touches is looked at again. */
export function readopt(
  before: Adopted, state: Known, { kind, body }: Operation, tolerance: Tolerance,
): Adopted {
  if (OF_ALL.has(kind)) return adopt(state, tolerance);
  if (!OF_ONE_ITEM.has(kind)) return before;
  const item = text(body, "item");
  const one = adoptItem(state, item, tolerance(item));
  const known = item in before.answers;
  const answers = { ...before.answers };
  if (one && one !== "differs") answers[item] = one.answer;
  else delete answers[item];
  const differing = before.differing.filter((other) => other !== item);
  if (one === "differs") differing.push(item);
  return {
    ...before,
    answers: known ? answers : inOrder(answers),
    differing: differing.sort(),
  };
}

function inOrder(answers: { [item: string]: Answer }): { [item: string]: Answer } {
  return Object.fromEntries(
    Object.keys(answers).sort().map((item) => [item, answers[item] ?? null]),
  );
}

/** What counts for one item; null where nothing is known. */
function adoptItem(
  state: Known, item: string, tolerance: string | null,
): { answer: Answer } | "differs" | null {
  const rows = leadFirst([...(state.answers.get(item)?.values() ?? [])], state.lead);
  const first = rows[0];
  if (!first) return null;
  const decision = state.reconciled.get(item);
  if (decision && rows.every((row) => decision.settles.includes(row.op))) {
    return { answer: decision.value };
  }
  if (rows.some((row) => row.hidden)) return null;
  const equal = rows.every((row) => row === first || same(first.value, row.value, tolerance));
  return equal ? { answer: first.value } : "differs";
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
