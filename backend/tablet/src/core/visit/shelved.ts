/** Kept as sent, but no record changes (存而不用): as the server shelves, or would. */

import { answerOf, number, text } from "../reading";
import { recordOf } from "../records";
import type { Kind, Operation, ToldOperation, VisitState } from "../types";

/** Defects with which the server applied an operation without changing a record. */
const SHELVING = new Set([
  "after-lock", "record-moved", "not-storable", "officer-not-of-visit", "second-officer-wanted",
  "evidence-known", "evidence-unknown", "evidence-withdrawn", "evidence-complete",
  "finding-known", "finding-unknown",
]);

const HOME = new Set(["representative", "refusal"]);

/** Whether the home has signed or refused: from then on content is never refused. */
export function isSigned(state: VisitState): boolean {
  return state.signatures.some((one) => HOME.has(one.signer));
}

/** Whether this operation leaves every record as it is. */
export function isShelved(state: VisitState, operation: ToldOperation): boolean {
  if (operation.defects?.some((one) => typeof one === "string" && SHELVING.has(one))) return true;
  return (GUARDS[operation.kind] ?? never)(state, operation, operation.hidden === true);
}

type Guard = (state: VisitState, operation: Operation, hidden: boolean) => boolean;

const never: Guard = () => false;

const GUARDS: Partial<Record<Kind, Guard>> = {
  "answer.set": (_, one, hidden) => !hidden && answerOf(one.body) === undefined,
  "answer.reconcile": (_, one) => answerOf(one.body) === undefined,
  "answer.clear": neverSet,
  "fact.clear": neverSet,
  "sample.draw": (state, one) =>
    (state.samples.get(text(one.body, "item")) ?? []).some(
      (draw) => draw.number === number(one.body, "number"),
    ),
  "evidence.add": (state, one) => state.evidence.has(text(one.body, "id")),
  "evidence.remove": (state, one) => !standsEvidence(state, one) || signedBefore(state, one),
  "evidence.waive": (state, one) => !standsEvidence(state, one),
  "finding.add": (state, one) => state.findings.has(text(one.body, "id")),
  "finding.change": (state, one) => !state.findings.has(text(one.body, "id")),
  "finding.withdraw": (state, one) =>
    !state.findings.has(text(one.body, "id")) || signedBefore(state, one),
};

function neverSet(state: VisitState, { kind, body }: Operation): boolean {
  return !state.changed.has(recordOf(kind, body) ?? "");
}

function standsEvidence(state: VisitState, one: Operation): boolean {
  return state.evidence.get(text(one.body, "id"))?.removed === null;
}

/** The server says so by a defect where it was told; own work goes by its place here. */
function signedBefore(state: VisitState, one: ToldOperation): boolean {
  return one.defects ? one.defects.includes("after-signature") : isSigned(state);
}
