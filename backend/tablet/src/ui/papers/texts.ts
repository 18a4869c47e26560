/** The text that counts, and what became different since (当前文书文本). */

import type { Json, Operation, RenderedText, Uuid, VisitState } from "../../core/types";

export type PaperKind = "onsite-record" | "rating-record" | "rectification-order";
type Texts = Pick<VisitState, "texts" | "signatures">;
type Context = { [key: string]: Json };

/** The text the home signed, else the last one not superseded; null before any. */
export function currentText(state: Texts, kind: PaperKind): RenderedText | null {
  const rows = state.texts.filter((one) => one.kind === kind);
  const signed = rows.filter((one) => signedByHome(state, one.text_digest));
  const standing = rows.filter((one) => !one.superseded);
  return signed.at(-1) ?? standing.at(-1) ?? null;
}

/** Whether the home signed or refused to: from then on nothing is edited. */
export function signedByHome(state: Pick<VisitState, "signatures">, digest: string): boolean {
  return state.signatures.some((one) => one.text_digest === digest && one.signer !== "officer");
}

/** The first sixteen figures in fours: enough to compare two screens by eye. */
export function shortDigest(digest: string): string {
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(" ");
}

/** What a text was rendered from, as its operation has it; null when the operation is not here. */
export function contextIn(operations: readonly Operation[], op: Uuid): Context | null {
  const found = operations.find((one) => one.id === op)?.body["context"];
  return found && typeof found === "object" && !Array.isArray(found) ? found : null;
}

const CONTENT = [
  "officers", "total", "conforming", "failing", "not_applicable", "not_checked", "items",
  "findings", "record_number", "term",
  "assessors", "assessed", "not_assessed", "chapters", "samples", "photos",
];

/** Names of the parts that would read otherwise today: then the text is made again. */
export function movedOn(then: Context, now: Context): string[] {
  const same = (name: string) => JSON.stringify(then[name]) === JSON.stringify(now[name]);
  return CONTENT.filter((name) => name in now && !same(name));
}

/** Lines of a text that its predecessor did not have, to be marked on the sheet. */
export function changedLines(before: string, after: string): Set<number> {
  const old = new Set(before.split("\n"));
  const lines = after.split("\n").map((line, n) => (line && !old.has(line) ? n : -1));
  return new Set(lines.filter((n) => n >= 0));
}
