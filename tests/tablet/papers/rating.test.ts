/** The rating's record says who assessed what and what was left, and gives no level. */

import { ratingContext, renderText, type PaperContext } from "../../../backend/tablet/src/papers";
import type { Bundle, Item, Json, Package } from "../../../backend/tablet/src/core/types";
import { gradingContext } from "../../../backend/tablet/src/scoring";
import { Hand, LEAD, SECOND } from "../core/make";
import { arrival, form, pack, template, visitOf } from "./make";

const plain = { zh: "", en: "" };
const item = (id: string, more: Partial<Item> = {}): Item => ({
  id, title: { zh: `项目${id}`, en: id }, clause: "合成", source: "合成", confidence: "provisional",
  max_points: "5", pass_at: "1", rule: "yes_no", with: {}, look_for: plain, evidence: [],
  when: null, na: "drop", attest: "one", tolerance: null, veto: false, major_hazard: false,
  base: false, resident_visible: false, risk: null, continues: [], ...more,
});
const chapter = (id: string, max_points: string, items: Item[]) => ({
  id, title: { zh: `分项${id}`, en: id }, max_points, clause: "", source: "合成",
  confidence: "provisional", items,
});
const SHARE = { rule: "sampled_share", with: { sample_min: 5, steps: [{ share: "1", points: "5" }] } };
const BUNDLE = {
  format: 1, standard: "synthetic", version: "1", digest: "0".repeat(64), title: plain,
  ground: { clause: "合成", source: "合成", confidence: "provisional" }, natures: ["rating"],
  provisional: true, settings: { rate_of: "applicable", total_as: "raw", rounding: null },
  facts: [], limits: [], conclusions: [], lists: [], findings: [],
  levels: [{ id: "1", total: "1", clause: "合成", source: "合成", confidence: "provisional" }],
  chapters: [
    chapter("basic", "0", [item("basic.a", { max_points: "0" })]),
    chapter("care", "15", [item("care.a"), item("care.b"), item("care.c", SHARE)]),
  ],
} as unknown as Bundle;
const WORDS = {
  chapters: [
    { n: "1", title: "分项basic", assessor: "李示例" }, { n: "2", title: "分项care", assessor: "王样本" },
  ],
  demonstration: true,
};

function rating(more: Partial<Package> = {}): Package {
  const given = pack({ may_find: false, may_order: false, may_grade: true, min_officers: 3 });
  return { ...given, words: { "rating-record": WORDS as { [key: string]: Json } }, ...more };
}

function context(answers: [string, string, Json][], extra: { kind: string; body: object }[] = []) {
  const hand = new Hand();
  const other = new Hand(hand.device, SECOND);
  const said = answers.map(([who, code, value]) =>
    (who === LEAD ? hand : other).do("answer.set", { item: code, value }));
  const more = extra.map(({ kind, body }) => hand.do(kind as "sample.draw", body as never));
  const state = visitOf([...arrival(hand), ...said, ...more]);
  const rows = BUNDLE.chapters.flatMap(({ items }) => items).map((one) => {
    const answer = state.adopted.answers[one.id];
    const outcome = answer === undefined ? "not_answered" : answer === "no" ? "fail" : "pass";
    return { item: one, answer, outcome };
  });
  return ratingContext(rating(), BUNDLE, state, rows, form());
}

const list = (made: PaperContext, name: string) => made[name] as PaperContext[];

test("each chapter names its assessor, who answered, its points and what was not looked at", () => {
  const made = context([[LEAD, "basic.a", "yes"], [SECOND, "care.a", "yes"], [LEAD, "care.b", "no"]]);

  expect(list(made, "chapters")).toEqual([
    { n: "1", title: "分项basic", assessor: "李示例", by: "李示例", score: "不计分，符合1项，不符合0项", open: "无" },
    {
      n: "2", title: "分项care", assessor: "王样本", by: "李示例、王样本",
      score: "得5分，适用满分15分", open: "1项：项目care.c",
    },
  ]);
  expect(made).toMatchObject({ total: "4", assessed: "3", not_applicable: "0", not_assessed: "1" });
});

test("a chapter nobody looked at says so, and a sample says what was drawn and found", () => {
  const drawn = {
    item: "care.c", number: 1, frame: ["甲", "乙", "丙", "丁", "戊", "己"], size: 2,
    seed: "0".repeat(64), chosen: ["丙", "甲"],
  };
  const made = context([[SECOND, "care.c", { looked_at: 2, passed: 1 }]], [
    { kind: "sample.draw", body: drawn },
  ]);

  expect(list(made, "chapters")[0]).toMatchObject({ by: "无", open: "全部1项" });
  expect(list(made, "samples")).toEqual([{
    n: "1", title: "项目care.c", drawn: true, frame: "从6个对象中随机抽取2个", chosen: "丙、甲",
    result: "抽查2，合格1",
  }]);
});

test("the text fills the office's template and says that it is no result", () => {
  const sample = { ...context([[LEAD, "basic.a", "yes"]]) };
  const paper = template("rating-record");
  const required = (paper.schema as { required: string[] }).required;
  const fixed = Object.fromEntries(required.filter((name) => !(name in sample)).map((name) => [name, "合成"]));
  const text = renderText(paper, { ...fixed, ...sample });

  expect(text).toContain("本记录不是评定结论。");
  expect(text).toContain("分工：李示例\n评定人：李示例\n");
  expect(text).toContain("评定实施：正常进行");
  expect(text).not.toMatch(/问题程度|责令|一级|二级/);
});

test("what the application brings goes into grading, with the day of the visit in Shanghai", () => {
  const opened = { ...new Hand().do("visit.open"), done_at: "2026-03-01T23:30:00Z" };
  const given = { context: { applied_for: "3" } };

  expect(gradingContext(given, { opened })).toEqual({ applied_for: "3", on: "2026-03-02" });
  expect(gradingContext({}, { opened: null })).toEqual({});
});
