/** One item on the tablet: is it asked, does the answer fit, what does it come to. */

import type { Bundle, Condition, Item } from "../../../backend/tablet/src/core/types";
import {
  AnswerFault, checkAnswer, conclude, judge, relevant, survey,
} from "../../../backend/tablet/src/scoring";

const WORDS = { zh: "合成", en: "synthetic" };
const GROUND = { clause: "示例 §1", source: "合成", confidence: "provisional" };

function item(changes: Partial<Item> = {}): Item {
  return {
    ...GROUND, id: "basic.fire", title: WORDS, max_points: null, pass_at: "1", rule: "yes_no",
    with: {}, look_for: WORDS, evidence: [], when: null, na: "drop", attest: "one",
    tolerance: null, veto: false, major_hazard: false, base: true, resident_visible: false,
    risk: null, continues: [], ...changes,
  };
}

function bundle(items: Item[], conclusions: Bundle["conclusions"] = []): Bundle {
  const chapter = { ...GROUND, id: "basic", title: WORDS, max_points: "0", items };
  return {
    format: 1, standard: "s", version: "1", digest: "0", title: WORDS, ground: GROUND,
    natures: ["inspection"], provisional: true,
    settings: { rate_of: "applicable", total_as: "raw", rounding: null },
    facts: [
      { ...GROUND, name: "medicine", title: WORDS, kind: "yes_no", unit: null, options: [] },
    ],
    chapters: [chapter], levels: [], limits: [], conclusions, lists: [], findings: [],
  };
}

const MEDICINE: Condition = { fact: "medicine", is: "yes" };

test.each([
  ["yes", true],
  ["no", false],
  [true, true],
  [undefined, null],
] as const)("an item that rests on a fact that is %s", (value, asked) => {
  const facts = value === undefined ? {} : { medicine: value };

  expect(relevant(item({ when: MEDICINE }), { answers: {}, facts })).toBe(asked);
});

test("numbers of a condition are compared as they are, however they are written", () => {
  const asked = item({ when: { fact: "beds", per: "staff", at_least: "1/3" } });

  expect(relevant(asked, { answers: {}, facts: { beds: "1.0", staff: 3 } })).toBe(true);
  expect(relevant(asked, { answers: {}, facts: { beds: 1, staff: "3.000001" } })).toBe(false);
});

test("all, any and not carry what is missing", () => {
  const other: Condition = { answer: "basic.lift", in: ["NA"] };
  const seen = { answers: { "basic.lift": { na: "无电梯" } }, facts: {} };

  expect(relevant(item({ when: { all: [MEDICINE, other] } }), seen)).toBe(null);
  expect(relevant(item({ when: { any: [MEDICINE, other] } }), seen)).toBe(true);
  expect(relevant(item({ when: { not: MEDICINE } }), seen)).toBe(null);
});

test("an answer of the wrong shape is named before it is written", () => {
  expect(checkAnswer(item(), "maybe")?.code).toBe("bad-answer");
  const counted = item({ rule: "count_each", with: { each: "1" } });
  expect(checkAnswer(counted, "3")?.code).toBe("bad-count");
  expect(checkAnswer(item({ na: "forbid" }), { na: "无" })?.code).toBe("na-forbidden");
  expect(checkAnswer(item(), { value: "yes", note: "已核对" })).toBe(null);
});

test("an item without weight passes or fails and has no points", () => {
  expect(judge(item(), "no")).toMatchObject({ outcome: "fail", points: null, applicable: "0" });
});

test("tenths add up as the inspector's pencil does", () => {
  const counted = item({ max_points: "1", rule: "count_each", with: { each: "0.1" } });

  expect(judge(counted, 3).points).toBe("0.3");
});

test("a proportion is rounded once, as the standard says", () => {
  const measured = item({ max_points: "10", rule: "fraction_of", with: { required: "3" } });
  const settings = { ...bundle([]).settings, rounding: { decimals: 2, mode: "half_up" } };

  expect(judge(measured, "2", {}, settings).points).toBe("6.67");
  expect(() => judge(measured, "2")).toThrow(AnswerFault);
});

test("an item that is surely not asked is not applicable, whatever was answered", () => {
  const asked = judge(item({ when: MEDICINE }), "no", { medicine: "no" });

  expect(asked).toMatchObject({ outcome: "not_applicable", applicable: "0" });
});

test("what does not fit the checklist is left out and named, and the rest stands", () => {
  const found = survey(bundle([item()]), {
    answers: { "basic.fire": "perhaps", "no.such": "yes" },
    facts: { medicine: 7 },
  });

  expect(found.leftOut).toEqual(["medicine", "basic.fire", "no.such"]);
  expect(found.items.get("basic.fire")?.outcome).toBe("not_answered");
});

test("there is no conclusion while an open answer could change it", () => {
  const rows = [
    { id: "fail", title: WORDS, when: { failed: { base: true } }, ...GROUND },
    { id: "pass", title: WORDS, ...GROUND },
  ];
  const checks = bundle([item(), item({ id: "basic.exit" })], rows);

  expect(conclude(checks, { answers: { "basic.fire": "yes" }, facts: {} })).toBe(null);
  expect(conclude(checks, { answers: { "basic.fire": "no" }, facts: {} })?.id).toBe("fail");
  const both = { "basic.fire": "yes", "basic.exit": { na: "无" } };
  expect(conclude(checks, { answers: both, facts: {} })?.id).toBe("pass");
});
