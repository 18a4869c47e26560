/** The visit as this tablet knows it (检查现状): own, carried and told operations, reduced.
 *
 * Mirrors backend/inspections/field: what the server applied is applied, what it shelved is
 * not; own work that waits is on top, so that nothing told replaces what still waits here.
 */

import { adopt, readopt } from "./adopted";
import { copied } from "./visit/copy";
import { inOrder } from "./visit/order";
import { RULES } from "./visit/rules";
import { isShelved } from "./visit/shelved";
import { recordOf } from "./records";
import type { Kind, Operation, ToldOperation, Uuid, VisitState } from "./types";

export interface Sources {
  /** In feed order. */
  told: readonly ToldOperation[];
  /** Own journal, in sequence order. */
  own: readonly Operation[];
  /** Taken over from colleagues without signal. */
  carried?: readonly Operation[];
  /** Ids the server refused or found in conflict. */
  disputed?: ReadonlySet<Uuid>;
}

export interface Ground {
  /** Who led when the package was made. */
  lead: Uuid | null;
  /** The item's tolerance as decimal text. */
  tolerance: (item: string) => string | null;
}

const NOT_COUNTED = new Set<Kind>(["visit.lock", "evidence.waive", "amendment.add", "lead.add"]);

/** A visit of which nothing is known yet. */
export function emptyVisit(visit: Uuid, lead: Uuid | null = null): VisitState {
  return {
    visit,
    opened: null,
    lead,
    joined: [],
    left: [],
    answers: new Map(),
    reconciled: new Map(),
    facts: new Map(),
    samples: new Map(),
    evidence: new Map(),
    findings: new Map(),
    texts: [],
    signatures: [],
    lock: null,
    amendments: [],
    heads: new Map(),
    counted: 0,
    operations: [],
    changed: new Map(),
    adopted: { answers: {}, facts: {}, differing: [] },
  };
}

/** Everything known of a visit, in one picture. */
export function reduceVisit(visit: Uuid, sources: Sources, ground: Ground): VisitState {
  const state = emptyVisit(visit, ground.lead);
  const seqs = new Map<Uuid, number>();
  for (const operation of inOrder(visit, sources)) take(state, operation, seqs);
  state.adopted = adopt(state, ground.tolerance);
  return state;
}

/**
 * The picture with one more operation of this tablet's own, its newest; what was there stays as it
 * was. The same as reducing everything again, as long as nothing of own and carried is disputed.
 */
export function withNext(before: VisitState, operation: Operation, ground: Ground): VisitState {
  const state = copied(before, operation);
  take(state, operation, new Map());
  state.adopted = readopt(before.adopted, state, operation, ground.tolerance);
  return state;
}

function take(state: VisitState, operation: ToldOperation, seqs: Map<Uuid, number>): void {
  if (operation.kind === "lead.add") return; // told to nobody, in no record
  state.operations.push(operation.id);
  if (operation.seq > (seqs.get(operation.device) ?? 0)) {
    seqs.set(operation.device, operation.seq);
    state.heads.set(operation.device, operation.id);
  }
  const late = operation.defects?.includes("after-lock") ?? false;
  if (!late && !NOT_COUNTED.has(operation.kind)) state.counted += 1;
  if (isShelved(state, operation)) return;
  RULES[operation.kind](state, operation);
  const record = recordOf(operation.kind, operation.body);
  if (record) state.changed.set(record, operation.id);
}
