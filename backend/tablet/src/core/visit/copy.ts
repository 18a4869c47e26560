/** A picture that may be changed beside the one on the screen (副本): records are shared. */

import { text } from "../reading";
import type { Operation, VisitState } from "../types";

/** Copies what `operation` may change in place; records themselves are only ever replaced. */
export function copied(state: VisitState, { kind, body }: Operation): VisitState {
  const copy: VisitState = {
    ...state,
    joined: [...state.joined],
    left: [...state.left],
    answers: new Map(state.answers),
    reconciled: new Map(state.reconciled),
    facts: new Map(state.facts),
    samples: new Map(state.samples),
    evidence: new Map(state.evidence),
    findings: new Map(state.findings),
    signatures: [...state.signatures],
    amendments: [...state.amendments],
    heads: new Map(state.heads),
    operations: [...state.operations],
    changed: new Map(state.changed),
  };
  const item = text(body, "item");
  const answers = state.answers.get(item);
  if (answers) copy.answers.set(item, new Map(answers));
  if (kind === "paper.render") copy.texts = state.texts.map((one) => ({ ...one }));
  return copy;
}
