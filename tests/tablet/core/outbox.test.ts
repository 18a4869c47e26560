/** What waits and why, how it is cut, what may be forgotten, when the next try is. */

import { nextTry } from "../../../backend/tablet/src/core/backoff";
import { emergencyFirst, nextBatch } from "../../../backend/tablet/src/core/batches";
import { trimmable } from "../../../backend/tablet/src/core/journal";
import { clearedBy, receiptsFor, sortOutbox } from "../../../backend/tablet/src/core/outbox";
import type { PhotoRow, Waiting } from "../../../backend/tablet/src/core/ports";
import { heardFrom, requeueAbove, stateDigest } from "../../../backend/tablet/src/core/pull";
import type { Outcome, PullAnswer, Receipt } from "../../../backend/tablet/src/core/types";
import { Hand, VISIT } from "./make";

const hand = new Hand();

function waiting(outcome?: string, heldIn: string | null = null): Waiting {
  const operation = hand.answer("safety.exit", "yes");
  const receipt = outcome ? ({ id: operation.id, outcome } as Receipt) : null;
  return { operation, receipt, heldIn };
}

describe("待上传 outbox", () => {
  it("sends what has no answer, and what was held in another epoch", () => {
    const held = [waiting("held", "e1"), waiting("held", "e2")];
    const rows = [waiting(), ...held, waiting("conflict"), waiting("refused")];
    const sorted = sortOutbox(rows, "e2");
    expect(sorted.sendable).toEqual([rows[0]?.operation, rows[1]?.operation]);
    expect(sorted.held).toEqual([rows[2]]);
    expect(sorted.disputed).toEqual([rows[3], rows[4]]);
  });

  it("shows an outcome it does not know to the inspector", () => {
    expect(sortOutbox([waiting("postponed")], "e1").disputed.length).toBe(1);
  });

  it("clears on the receipt of that very operation only", () => {
    const receipts: Receipt[] = [
      { id: "a", outcome: "applied" }, { id: "b", outcome: "duplicate" },
      { id: "c", outcome: "held" }, { id: null, outcome: "applied" },
      { id: "foreign", outcome: "applied" },
      { id: "d", outcome: "postponed" as Outcome },
    ];
    const ours = receiptsFor(receipts, new Set(["a", "b", "c", "d"]));
    expect(clearedBy(ours)).toEqual(["a", "b"]);
  });
});

describe("批次 batches", () => {
  it("are urgent first, with photos and causes of causes", () => {
    const open = hand.do("visit.open");
    const answer = hand.answer("safety.exit", "no", { after: [open.id] });
    const other = hand.answer("safety.food", "yes");
    const photo = hand.photo("p1");
    const general = hand.finding("f1");
    const major = { id: "f1", severity: "major", evidence: ["p1"] };
    const rests = { parent: general.id, after: [answer.id] };
    const raised = hand.do("finding.change", major, rests);
    const secret = hand.do("lead.add", { intake_key_id: "k", ciphertext: "x" });
    const { urgent, rest } = emergencyFirst([open, answer, other, photo, general, raised, secret]);
    expect(urgent).toEqual([open, answer, photo, general, raised, secret]);
    expect(rest).toEqual([other]);
  });

  it("hold at most 500 operations and a mebibyte, and one that is larger goes alone", () => {
    const many = Array.from({ length: 501 }, () => hand.answer("safety.exit", "yes"));
    expect(nextBatch(many).length).toBe(500);
    const paper = (letters: number) => hand.do("paper.render", { text: "录".repeat(letters) });
    const large = Array.from({ length: 3 }, () => paper(150_000));
    expect(nextBatch(large).length).toBe(2);
    const huge = paper(400_000);
    expect(nextBatch([huge, ...large]).length).toBe(1);
    expect(nextBatch([large[0]!, huge]).length).toBe(1);
  });
});

describe("日志 journal", () => {
  const days = { window_from: "", window_until: "" };
  const visit = (state: string) => ({ id: VISIT, state, version: 1, ...days });
  const photo = (uploaded: boolean) => ({ visit: VISIT, uploaded }) as PhotoRow;

  it("forgets nothing without a mark, of an open visit, or while anything waits", () => {
    const mark = { durableThroughSeq: 7 };
    const trim = { through: 7, visits: [VISIT] };
    expect(trimmable(mark, [visit("locked")], [], [photo(true)])).toEqual(trim);
    expect(trimmable({ durableThroughSeq: 0 }, [visit("locked")], [], [])).toBeNull();
    expect(trimmable(mark, [visit("open")], [], [])).toBeNull();
    expect(trimmable(mark, [visit("locked")], [waiting("refused")], [])).toBeNull();
    expect(trimmable(mark, [visit("concluded")], [], [photo(false)])).toBeNull();
  });
});

describe("下行 pull", () => {
  const answer = (more: Partial<PullAnswer> = {}): PullAnswer => ({
    cursor: "c2", epoch: "e1", resync: "", durable_through_seq: 3, gaps: [[2, 2]], visits: [],
    receipts: [], entries: [], more: false,
    clock: { now: "2026-03-02T09:00:10+08:00", ahead_s: 3600, demo: true }, ...more,
  });
  const at = Date.parse("2026-03-02T00:00:00Z");
  const contact = (epoch: string) => ({
    standing: { epoch, durableThroughSeq: 5 }, askedAt: at - 1000, heardAt: at + 1000,
  });

  it("measures the clock apart from the demonstration's offset", () => {
    const { standing } = heardFrom(answer(), contact("e1"));
    expect(standing).toMatchObject({ skewMs: 10_000, aheadS: 3600 });
  });

  it("moves the mark back only with another epoch", () => {
    expect(heardFrom(answer(), contact("e1")).standing.durableThroughSeq).toBe(5);
    expect(heardFrom(answer(), contact("e0")).standing.durableThroughSeq).toBe(3);
    expect(requeueAbove(answer(), contact("e0").standing)).toBe(3);
    expect(requeueAbove(answer({ durable_through_seq: 9 }), contact("e0").standing)).toBe(5);
    expect(requeueAbove(answer(), contact("e1").standing)).toBeNull();
    expect(requeueAbove(answer(), contact("").standing)).toBeNull();
  });

  it("takes operations from their entries only", () => {
    const told = hand.do("visit.open");
    const entry = { feed: `visit:${VISIT}`, n: 1, ref: "", at: "" };
    const entries = [
      { ...entry, kind: "operations", body: { operations: [told] } },
      { ...entry, n: 2, kind: "lock", body: { state: "locked" } },
    ];
    const heard = heardFrom(answer({ entries, resync: "token" }), contact("e1"));
    expect(heard).toMatchObject({ operations: [told], resync: true });
  });

  it("gives one digest whatever the order and however often an operation was told", async () => {
    const one = await stateDigest(new Map([["v1", ["b", "a", "a"]], ["v2", []]]));
    expect(await stateDigest(new Map([["v1", ["a", "b"]]]))).toBe(one);
    expect(await stateDigest(new Map([["v1", ["a"]]]))).not.toBe(one);
  });
});

it("tries later after every fault, spread, and no sooner than the server asks", () => {
  const wait = (failures: number, chance: number, retryAfterS: number | null = null) =>
    nextTry({ now: 0, failures, retryAfterS }, chance) / 1000;
  expect(wait(0, 0)).toBe(60);
  const seconds = [5, 10, 20].map((s) => expect.closeTo(s, 1));
  expect([1, 2, 3].map((n) => wait(n, 0.999))).toEqual(seconds);
  expect(wait(1, 0)).toBe(2.5);
  expect(wait(99, 0.9999)).toBeCloseTo(900, 0);
  expect(wait(1, 0, 120)).toBe(120);
});
