/** The next number of a paper from this tablet's reserved block (文号, 预留号段). */

import type { NumberBlock, Operation, Uuid, VisitState } from "../core/types";
import { PaperFault } from "./fault";

/** A number that stands on a text some visit rendered. */
export interface UsedNumber {
  visit: Uuid;
  kind: string;
  number: string;
}

/** The numbers on every text this tablet rendered, by its journal. */
export function usedNumbers(journal: readonly Operation[]): UsedNumber[] {
  return journal
    .filter((one) => one.kind === "paper.render")
    .map(({ visit, body }) => ({ visit, kind: String(body.kind), number: String(body.number) }));
}

/** What is left of the blocks for a kind. */
export function freeNumbers(
  kind: string,
  blocks: readonly NumberBlock[],
  used: readonly UsedNumber[],
): string[] {
  const taken = new Set(used.map((one) => one.number));
  const lent = blocks.filter((block) => block.kind === kind).flatMap((block) => block.numbers);
  return lent.filter((number) => !taken.has(number));
}

/** The number for the next text: a corrected text keeps that of the one it replaces.
 *
 * A text the home signed keeps its number for ever; the next one gets another.
 * Throws PaperFault `number-block-empty`.
 */
export function nextNumber(
  kind: string,
  blocks: readonly NumberBlock[],
  used: readonly UsedNumber[],
  state: VisitState,
): string {
  const mine = used.filter((one) => one.visit === state.visit && one.kind === kind);
  const signed = signedNumbers(state);
  const kept = mine.findLast((one) => !signed.has(one.number));
  const number = kept?.number ?? freeNumbers(kind, blocks, used)[0];
  if (number !== undefined) return number;
  throw new PaperFault(
    "number-block-empty", kind, "a free number of this tablet's block", "none left",
    "sync and fetch the package anew, or write on the other tablet",
  );
}

/** The numbers on texts that the home signed, or refused to sign before a witness. */
function signedNumbers({ texts, signatures }: VisitState): Set<string> {
  const home = signatures.filter((one) => one.signer !== "officer");
  const digests = new Set(home.map((one) => one.text_digest));
  const signed = texts.filter((one) => digests.has(one.text_digest));
  return new Set(signed.map((one) => one.number));
}
