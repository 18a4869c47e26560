/** What the store holds of one visit, read once and kept beside the screen (检查资料). */

import type { Store } from "../../core/ports";
import type { Bundle, Operation, Package, ToldOperation, Uuid, VisitState } from "../../core/types";
import { reduceVisit } from "../../core/visit";

export interface Knowledge {
  told: ToldOperation[];
  own: Operation[];
  carried: Operation[];
  disputed: Set<Uuid>;
  /** The server's word: locked or concluded. */
  lockedThere: boolean;
}

const BAD = new Set(["refused", "conflict"]);
const SHUT = new Set(["locked", "concluded", "cancelled"]);

export async function readKnowledge(store: Store, visit: Uuid): Promise<Knowledge> {
  const [told, own, batches, waiting, visits] = await Promise.all([
    store.told(visit),
    store.journal({ visit }),
    store.carried({ visit }),
    store.waiting(),
    store.visits(),
  ]);
  const bad = waiting.filter((one) => BAD.has(one.receipt?.outcome ?? ""));
  return {
    told,
    own,
    carried: batches.flatMap((one) => one.operations),
    disputed: new Set([
      ...bad.map((one) => one.operation.id),
      ...batches.flatMap((one) => one.disputed),
    ]),
    lockedThere: SHUT.has(visits.find((one) => one.id === visit)?.state ?? ""),
  };
}

/** The picture of the visit, by the tolerances of its checklist. */
export function pictureOf(known: Knowledge, given: Package, bundle: Bundle): VisitState {
  const items = bundle.chapters.flatMap((chapter) => chapter.items);
  const tolerances = new Map(items.map((item) => [item.id, item.tolerance]));
  return reduceVisit(given.visit.id, known, {
    lead: given.officers.find((one) => one.is_lead)?.id ?? null,
    tolerance: (item) => tolerances.get(item) ?? null,
  });
}
