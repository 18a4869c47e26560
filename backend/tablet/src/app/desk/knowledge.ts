/** What the store holds of one visit, read once and kept beside the screen (检查资料). */

import type { Store } from "../../core/ports";
import type { Bundle, Operation, Package, ToldOperation, Uuid, VisitState } from "../../core/types";
import { reduceVisit, withNext, type Ground } from "../../core/visit";

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

/** What the picture is judged by: who leads, and the tolerances of the checklist. */
export function groundOf(given: Package, bundle: Bundle): Ground {
  const items = bundle.chapters.flatMap((chapter) => chapter.items);
  const tolerances = new Map(items.map((item) => [item.id, item.tolerance]));
  return {
    lead: given.officers.find((one) => one.is_lead)?.id ?? null,
    tolerance: (item) => tolerances.get(item) ?? null,
  };
}

/** The picture of everything known. */
export const pictureOf = (visit: Uuid, known: Knowledge, ground: Ground): VisitState =>
  reduceVisit(visit, known, ground);

/** Takes note of an operation just kept; made from the picture before, unless something waits
 * in dispute: then what rests on it may fall with it, and everything is looked at again. */
export function nextPicture(
  before: VisitState, known: Knowledge, operation: Operation, ground: Ground,
): VisitState {
  known.own.push(operation);
  const among = (one: Operation) => known.disputed.has(one.id);
  const clear = known.disputed.size === 0 || ![...known.own, ...known.carried].some(among);
  return clear ? withNext(before, operation, ground) : pictureOf(before.visit, known, ground);
}
