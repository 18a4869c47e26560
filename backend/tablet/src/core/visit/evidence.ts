/** Manifests of photos and documents (佐证材料清单). */

import { flag, number, object, text, textOrNull } from "../reading";
import type { Body, EvidenceRecord, Operation, Position, VisitState } from "../types";

export function addEvidence(state: VisitState, operation: Operation): void {
  const { id: op, body } = operation;
  const id = text(body, "id");
  state.evidence.set(id, {
    op,
    id,
    item: textOrNull(body, "item"),
    officer: body.officer,
    sha256: text(body, "sha256"),
    length: number(body, "length") ?? 0,
    media_type: text(body, "media_type"),
    kind: text(body, "kind") as EvidenceRecord["kind"],
    captured_at: text(body, "captured_at"),
    position: object(body, "position") as Position | null,
    person_visible: flag(body, "person_visible"),
    regions: regionsOf(body),
    caption: text(body, "caption"),
    removed: null,
    waived: null,
  });
}

/** Taken back before the record is read; the manifest stays on file. */
export function removeEvidence(state: VisitState, { body }: Operation): void {
  change(state, body, { removed: text(body, "reason") });
}

export function waiveEvidence(state: VisitState, { body }: Operation): void {
  change(state, body, { waived: text(body, "reason") });
}

function change(state: VisitState, body: Body, to: Partial<EvidenceRecord>): void {
  const record = state.evidence.get(text(body, "id"));
  if (record) state.evidence.set(record.id, { ...record, ...to });
}

function regionsOf(body: Body): number[][] {
  const regions = body["regions"];
  if (!Array.isArray(regions)) return [];
  const numbers = (one: unknown) => (typeof one === "number" ? [one] : []);
  return regions.map((one) => (Array.isArray(one) ? one.flatMap(numbers) : []));
}
