/** One text counts: corrected under the same number, never after the home has signed it. */

import { Fault } from "../../../backend/tablet/src/app/session.types";
import { ORDER, RECORD } from "../../../backend/tablet/src/papers";
import { recordOf } from "../../../backend/tablet/src/ui/papers/recording";
import { homeSignature } from "../../../backend/tablet/src/ui/papers/signing";
import {
  changedLines, contextIn, currentText, movedOn,
} from "../../../backend/tablet/src/ui/papers/texts";
import { AT, FINDING, scene, VISIT } from "./scene";

const HOME = { name: "郑合成", post: "院长" };
const SIGNED = { opinion: "属实", image: "00000000-0000-7000-8000-0000000000e1", on: "2026-03-02" };

test("a corrected text keeps its number, and only the new lines are marked", async () => {
  const { draft, record } = await scene();
  const first = await record();
  draft.corrections.push("第三部分第1项“3台”更正为“2台”");

  const second = await record();

  expect(second.number).toBe(first.number);
  const lines = second.text.split("\n");
  const marked = [...changedLines(first.text, second.text)].map((n) => lines[n]);
  expect(marked).toEqual(["更正：第三部分第1项“3台”更正为“2台”"]);
});

test("the same content again is the same text: nothing is written", async () => {
  const { record, store } = await scene();
  await record();
  const before = (await store.journal()).length;

  await record();

  expect(await store.journal()).toHaveLength(before);
});

test("words that were given up come back as a new text, under the next number", async () => {
  const { draft, record } = await scene();
  const first = await record();
  draft.corrections.push("更正");
  await record();
  draft.corrections.pop();

  const again = await record();

  expect(again.number).not.toBe(first.number);
  expect(again.superseded).toBe(false);
});

test("what the home signed stays the text that counts", async () => {
  const { desk, draft, record } = await scene();
  const signed = await record();
  await desk.write("signature.add", homeSignature(HOME, signed.text_digest, SIGNED));
  draft.corrections.push("签名之后的更正");
  await record();

  expect(currentText(desk.state.value, RECORD)?.op).toBe(signed.op);
});

test("a block without a number stops the record, and says so by its code", async () => {
  const { record } = await scene([{ kind: RECORD, numbers: [] }]);

  const fault = await record().catch((caught: unknown) => caught);

  expect(fault).toBeInstanceOf(Fault);
  expect((fault as Fault).code).toBe("number-block-empty");
});

test("an answer given after the reading is noticed, a moved clock is not", async () => {
  const { desk, draft, record, store, clock } = await scene();
  const { op } = await record();
  const then = contextIn(await store.journal({ visit: VISIT }), op);
  clock.at = new Date(AT.getTime() + 300_000);
  const now = () => recordOf(desk, desk.state.value, desk.rows.value, draft, {
    number: String(then?.["number"]), at: clock.at,
  });

  expect(movedOn(then ?? {}, now())).toEqual([]);
  await desk.write("answer.set", { item: "safety.patrol", value: "no" });
  expect(movedOn(then ?? {}, now())).toEqual(["conforming", "failing", "items"]);
});

test("a finding changed after the order was made is noticed in the order", async () => {
  const { desk, record, order } = await scene();
  await record();
  const first = await order();
  expect(first.text).toContain("（合成检录〔2026〕4号）");

  await desk.write("finding.change", { id: FINDING.id, due_days: 5 });
  await expect(order()).resolves.toMatchObject({ number: first.number });
  expect(currentText(desk.state.value, ORDER)?.text).toContain("5个工作日");
});
