/** Coming, going, handing over (到场, 离场, 移交主办). */

import { text } from "../reading";
import type { Operation, VisitState } from "../types";

/** The first opening begins the visit; a second is a joining. */
export function open(state: VisitState, operation: Operation): void {
  state.opened ??= operation;
  join(state, operation);
}

export function join(state: VisitState, { body }: Operation): void {
  if (!state.joined.includes(body.officer)) state.joined.push(body.officer);
  state.left = state.left.filter((one) => one !== body.officer);
}

/** He goes before the record is read; his answers stay. */
export function leave(state: VisitState, { body }: Operation): void {
  if (!state.left.includes(body.officer)) state.left.push(body.officer);
}

export function handOver(state: VisitState, { body }: Operation): void {
  state.lead = text(body, "to");
}
