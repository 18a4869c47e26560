/** A number stands on one paper; the tablet says when its block is empty. */

import { nextNumber, PaperFault, usedNumbers } from "../../../backend/tablet/src/papers";
import type { Operation } from "../../../backend/tablet/src/core/types";
import { Hand, OTHER, VISIT } from "../core/make";
import { pack, visitOf } from "./make";

const KIND = "onsite-record";
const [FOUR, FIVE] = ["合成检录〔2026〕4号", "合成检录〔2026〕5号"];

function next(journal: Operation[], kind = KIND): string {
  const state = visitOf(journal.filter((one) => one.visit === VISIT));
  return nextNumber(kind, pack().numbers, usedNumbers(journal), state);
}

function rendered(hand: Hand, number: string, digest: string, kind = KIND): Operation {
  return hand.do("paper.render", { kind, number, text: "合成", text_digest: digest, context: {} });
}

test("the first number of the block comes first, each kind from its own", () => {
  expect(next([])).toBe(FOUR);
  expect(next([], "rectification-order")).toBe("合成责改〔2026〕2号");
});

test("a text corrected before the home signed keeps its number", () => {
  expect(next([rendered(new Hand(), FOUR, "d1")])).toBe(FOUR);
});

test("what the home signed keeps its number, and the next text gets another", () => {
  const hand = new Hand();

  expect(next([rendered(hand, FOUR, "d1"), hand.sign("d1", "officer")])).toBe(FOUR);
  expect(next([rendered(hand, FOUR, "d1"), hand.sign("d1", "representative")])).toBe(FIVE);
  expect(next([rendered(hand, FOUR, "d1"), hand.sign("d1", "refusal")])).toBe(FIVE);
});

test("a number of another visit on this tablet is never given again", () => {
  const elsewhere = new Hand(undefined, undefined, OTHER);

  expect(next([rendered(elsewhere, FOUR, "d1")])).toBe(FIVE);
});

test("an empty block is said, and nothing is invented", () => {
  const elsewhere = new Hand(undefined, undefined, OTHER);
  const journal = [rendered(elsewhere, FOUR, "d1"), rendered(elsewhere, FIVE, "d2")];

  expect(() => next(journal)).toThrow(PaperFault);
  expect(() => next(journal)).toThrow("number-block-empty");
});
