/** Making operations: what they say they change and rest on. */

import { cleaned } from "../../../backend/tablet/src/core/clean";
import { makeOperation } from "../../../backend/tablet/src/core/operations";
import type { Json, Kind, Operation } from "../../../backend/tablet/src/core/types";
import { reduceVisit } from "../../../backend/tablet/src/core/visit";
import { Hand, LEAD, TABLET, VISIT } from "./make";

const NOW = Date.parse("2026-03-02T01:02:03.004Z");

function next(own: Operation[], kind: Kind, body: { [key: string]: Json }, after: string[] = []) {
  const state = reduceVisit(VISIT, { own, told: [] }, { lead: LEAD, tolerance: () => null });
  const whole = { officer: LEAD, ...body };
  const seq = own.length + 1;
  return makeOperation(state, { device: TABLET, seq, kind, body: whole, after, now: NOW });
}

it("names the last operation on its record, a taking back too", () => {
  const hand = new Hand();
  const first = hand.answer("safety.exit", "yes");
  expect(next([], "answer.set", { item: "safety.exit", value: "no" }).parent).toBeNull();
  expect(next([first], "answer.set", { item: "safety.exit", value: "no" }).parent).toBe(first.id);
  expect(next([first], "answer.set", { item: "safety.food", value: "no" }).parent).toBeNull();

  const gone = hand.do("answer.clear", { item: "safety.exit" }, { parent: first.id });
  const again = next([first, gone], "answer.set", { item: "safety.exit", value: "no" });
  expect(again.parent).toBe(gone.id);
});

it("lets a record rest on everything in it, once, and a signature on its text", () => {
  const hand = new Hand();
  const own = [hand.do("visit.open"), hand.answer("safety.exit", "yes"), hand.photo("p1")];
  const secret = hand.do("lead.add", { intake_key_id: "k", ciphertext: "x" });
  const text = next([...own, secret], "paper.render", { kind: "onsite-record", text_digest: "d" });
  expect(text.after).toEqual(own.map((one) => one.id));
  const signed = next([...own, text], "signature.add", { text_digest: "d", image: "p1" });
  expect(signed.after).toEqual([text.id, own[2]?.id]);
});

it("lets a problem rest on the answer and its photos", () => {
  const hand = new Hand();
  const own = [hand.answer("safety.exit", "no"), hand.photo("p1")];
  const body = { id: "f1", item: "safety.exit", evidence: ["p1", "unknown"] };
  const finding = next(own, "finding.add", body, ["cause-of-the-screen"]);
  expect(finding.after).toEqual([own[0]?.id, own[1]?.id, "cause-of-the-screen"]);
});

it("carries the office's clock with its offset", () => {
  expect(next([], "visit.open", {}).done_at).toBe("2026-03-02T09:02:03.004+08:00");
});

it("sends nothing that no database keeps", () => {
  const lone = String.fromCharCode(0xd800);
  expect(cleaned({ note: `积水\0${lone}😀`, list: [lone] })).toEqual({
    note: "积水\uFFFD\uFFFD😀", list: ["\uFFFD"],
  });
});
