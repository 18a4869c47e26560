/** Making one operation (操作): what it changed, what it rests on, when by this device's clock. */

import { causesOf } from "./causes";
import { cleaned } from "./clean";
import { freshId } from "./ids";
import { momentOf } from "./moment";
import { recordOf } from "./records";
import type { Body, Kind, Operation, Uuid, VisitState } from "./types";

export interface Deed {
  device: Uuid;
  seq: number;
  kind: Kind;
  body: Body;
  /** Causes the caller knows beyond those that follow from the kind. */
  after?: Uuid[];
  /** The office's clock as this device knows it, milliseconds. */
  now: number;
}

/** The operation; parent is what last changed its record as this device knows it. */
export function makeOperation(state: VisitState, deed: Deed): Operation {
  const body = cleaned(deed.body);
  const record = recordOf(deed.kind, body);
  const parent = (record && state.changed.get(record)) ?? null;
  const causes = new Set([...causesOf(deed.kind, body, state), ...(deed.after ?? [])]);
  if (parent) causes.delete(parent);
  return {
    id: freshId(),
    device: deed.device,
    seq: deed.seq,
    kind: deed.kind,
    visit: state.visit,
    parent,
    after: [...causes],
    done_at: momentOf(deed.now),
    body,
  };
}
