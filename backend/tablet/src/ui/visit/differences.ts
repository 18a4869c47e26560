/** Answers that differ, and the lead's decision (差异协调): it settles every standing answer. */

import type { ItemRow } from "../../app/desk.types";
import type { Answer, Attestation, Json, VisitState } from "../../core/types";
import { naOf } from "./answer";

/** Every standing answer to an item, in the order they were given. */
export function standingAnswers(
  row: Pick<ItemRow, "item">, state: Pick<VisitState, "answers">,
): Attestation[] {
  const all = [...(state.answers.get(row.item.id)?.values() ?? [])];
  return all.sort((one, other) => (one.done_at < other.done_at ? -1 : 1));
}

/** The body of answer.reconcile; `settles` names all operations that gave an answer. */
export function sayReconciled(
  item: string, value: Answer, reason: string, standing: readonly Attestation[],
): { [key: string]: Json } {
  const na = naOf(value);
  return {
    item,
    ...(na === null ? { value } : { na }),
    reason: reason.trim(),
    settles: standing.map((one) => one.op),
  };
}
