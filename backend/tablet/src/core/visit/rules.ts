/** One function a kind: what an operation leaves in the picture; shelved ones never come here. */

import type { Kind, ToldOperation, VisitState } from "../types";
import { clearAnswer, reconcile, setAnswer } from "./answers";
import { addEvidence, removeEvidence, waiveEvidence } from "./evidence";
import { clearFact, drawSample, setFact } from "./facts";
import { addFinding, changeFinding, withdrawFinding } from "./findings";
import { render, sign } from "./papers";
import { handOver, join, leave, open } from "./seats";

export type Rule = (state: VisitState, operation: ToldOperation) => void;

export const RULES: Record<Kind, Rule> = {
  "visit.open": open,
  "visit.join": join,
  "visit.leave": leave,
  "visit.handover": handOver,
  "answer.set": setAnswer,
  "answer.clear": clearAnswer,
  "answer.reconcile": reconcile,
  "fact.set": setFact,
  "fact.clear": clearFact,
  "sample.draw": drawSample,
  "evidence.add": addEvidence,
  "evidence.remove": removeEvidence,
  "evidence.waive": waiveEvidence,
  "finding.add": addFinding,
  "finding.change": changeFinding,
  "finding.withdraw": withdrawFinding,
  "lead.add": () => undefined,
  "paper.render": render,
  "signature.add": sign,
  "visit.lock": (state, operation) => {
    state.lock = operation; // a corrected one replaces one that waits
  },
  "amendment.add": (state, operation) => {
    state.amendments.push(operation);
  },
};
