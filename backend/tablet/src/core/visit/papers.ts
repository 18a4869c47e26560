/** Papers rendered and signed on the spot: signed is what was read (文书, 签名). */

import { text, textOrNull } from "../reading";
import type { Operation, RenderedText, SignatureRecord, VisitState } from "../types";

/** A new text of a kind replaces the earlier ones the home has not signed. */
export function render(state: VisitState, { id: op, body, done_at }: Operation): void {
  const text_digest = text(body, "text_digest");
  if (state.texts.some((one) => one.text_digest === text_digest)) return;
  const kind = text(body, "kind");
  for (const one of state.texts) {
    if (one.kind === kind && !signedByHome(state, one)) one.superseded = true;
  }
  state.texts.push({
    op, kind, number: text(body, "number"), text: text(body, "text"), text_digest,
    superseded: false, done_at,
  });
}

export function sign(state: VisitState, { id: op, body, done_at }: Operation): void {
  state.signatures.push({
    op,
    text_digest: text(body, "text_digest"),
    signer: text(body, "signer") as SignatureRecord["signer"],
    name: text(body, "name"),
    officer: body.officer,
    title: text(body, "title"),
    opinion: text(body, "opinion"),
    witness: text(body, "witness"),
    image: textOrNull(body, "image"),
    signed_on: text(body, "signed_on"),
    done_at,
  });
}

function signedByHome(state: VisitState, one: RenderedText): boolean {
  return state.signatures.some(
    (by) => by.text_digest === one.text_digest && by.signer !== "officer",
  );
}
