/** Answers to items and the lead's decision where two differ (检查结果, 差异协调). */

import { answerOf, text, texts } from "../reading";
import type { Attestation, ToldOperation, Uuid, VisitState } from "../types";

/** One officer answers one item; a colleague's may be told without its value. */
export function setAnswer(state: VisitState, operation: ToldOperation): void {
  const { body } = operation;
  answersTo(state, text(body, "item")).set(body.officer, {
    op: operation.id,
    item: text(body, "item"),
    officer: body.officer,
    value: answerOf(body) ?? null,
    note: text(body, "note"),
    done_at: operation.done_at,
    hidden: operation.hidden === true,
  });
}

export function clearAnswer(state: VisitState, { body }: ToldOperation): void {
  const item = text(body, "item");
  const answers = answersTo(state, item);
  answers.delete(body.officer);
  if (answers.size === 0) state.answers.delete(item);
}

export function reconcile(state: VisitState, operation: ToldOperation): void {
  const { body } = operation;
  state.reconciled.set(text(body, "item"), {
    op: operation.id,
    value: answerOf(body) ?? null,
    reason: text(body, "reason"),
    settles: texts(body, "settles"),
  });
}

function answersTo(state: VisitState, item: string): Map<Uuid, Attestation> {
  const answers = state.answers.get(item) ?? new Map<Uuid, Attestation>();
  state.answers.set(item, answers);
  return answers;
}
