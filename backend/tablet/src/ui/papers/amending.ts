/** Adding to a locked record (补正): a reason, the words, and a second officer by PIN. */

import type { Json, Uuid } from "../../core/types";

export interface AmendmentDraft {
  reason: string;
  words: string;
  second: Uuid;
}

/** What the second officer's key signs: this visit, himself, and exactly these words. */
export function amendmentMessage(visit: Uuid, second: Uuid, digest: string): string {
  return `amendment.add\n${visit}\n${second}\n${digest}\n`;
}

/** The part of the body whose digest is signed. */
export function amendmentContent(draft: AmendmentDraft): { [key: string]: Json } {
  return { reason: draft.reason.trim(), words: draft.words.trim() };
}

export function amendmentBody(draft: AmendmentDraft, proof: string): { [key: string]: Json } {
  return {
    second_officer: draft.second,
    reason: draft.reason.trim(),
    content: { ...amendmentContent(draft), second_proof: proof },
  };
}
