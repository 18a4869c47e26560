/** What `visit.lock` states (锁定): so many operations, these answers, these photos. */

import { digest } from "./canonical";
import type { Digest, VisitState } from "./types";

export type LockOutcome = {
  code: "cooperation-refused" | "not-in-business" | "closed" | "not-found" | "cannot-check";
  note: string;
};

export type LockBody = {
  operations: number;
  answers_digest: Digest;
  evidence: Digest[];
  outcome?: LockOutcome;
};

/** The body without its officer; the outcome is for a visit that could not be carried out. */
export async function lockBody(state: VisitState, outcome?: LockOutcome): Promise<LockBody> {
  const photos = [...state.evidence.values()].filter((one) => one.removed === null);
  return {
    operations: state.counted,
    answers_digest: await answersDigest(state),
    evidence: [...new Set(photos.map((one) => one.sha256))].sort(),
    ...(outcome ? { outcome } : {}),
  };
}

/** SHA-256 of the canonical adopted answers and facts. */
export function answersDigest({ adopted }: VisitState): Promise<Digest> {
  return digest({ answers: adopted.answers, facts: adopted.facts });
}
