/** What an operation rests on (前提), by its kind; its parent comes on top. */

import { text, texts } from "./reading";
import { answerRecord } from "./records";
import type { Body, Kind, Uuid, VisitState } from "./types";

const MOST = 5000; // as many as the server reads

/** Ids for `after`; only of operations that stand, so that nothing rests on what was refused. */
export function causesOf(kind: Kind, body: Body, state: VisitState): Uuid[] {
  switch (kind) {
    case "answer.reconcile":
      return texts(body, "settles");
    case "sample.draw":
      return (state.samples.get(text(body, "item")) ?? []).map((draw) => draw.op);
    case "finding.add":
      return [...answersTo(body, state), ...manifests(texts(body, "evidence"), state)];
    case "finding.change":
      return manifests(texts(body, "evidence"), state);
    case "paper.render":
    case "visit.lock":
      return state.operations.slice(-MOST);
    case "signature.add":
      return [...rendered(body, state), ...manifests([text(body, "image")], state)];
    case "amendment.add":
      return state.lock ? [state.lock.id] : [];
    default:
      return [];
  }
}

/** The officer's own answer that a finding comes from, or else everybody's. */
function answersTo(body: Body, state: VisitState): Uuid[] {
  const item = text(body, "item");
  const own = state.changed.get(answerRecord(item, body.officer));
  if (own) return [own];
  return [...(state.answers.get(item)?.values() ?? [])].map((answer) => answer.op);
}

function manifests(ids: Uuid[], state: VisitState): Uuid[] {
  return ids.flatMap((id) => state.evidence.get(id)?.op ?? []);
}

function rendered(body: Body, state: VisitState): Uuid[] {
  const digest = text(body, "text_digest");
  return state.texts.filter((one) => one.text_digest === digest).map((one) => one.op);
}
