/** Facts asked for once a visit, and samples drawn on the spot (基本情况, 现场抽样). */

import { number, text, texts } from "../reading";
import type { Operation, VisitState } from "../types";

export function setFact(state: VisitState, { id, body }: Operation): void {
  const value = body["value"] ?? null;
  state.facts.set(text(body, "name"), { op: id, value, officer: body.officer });
}

export function clearFact(state: VisitState, { body }: Operation): void {
  state.facts.delete(text(body, "name"));
}

/** A changed frame is a new draw with the next number. */
export function drawSample(state: VisitState, { id, body }: Operation): void {
  const item = text(body, "item");
  const draw = {
    op: id,
    item,
    number: number(body, "number") ?? 1,
    frame: texts(body, "frame"),
    size: number(body, "size") ?? 0,
    seed: text(body, "seed"),
    chosen: texts(body, "chosen"),
  };
  state.samples.set(item, [...(state.samples.get(item) ?? []), draw]);
}
