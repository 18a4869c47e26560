/** An order on the spot tells to correct what this department found and nothing else. */

import type { Json } from "../../../backend/tablet/src/core/types";
import {
  longest, orderContext, PaperFault, renderText, type PaperContext,
} from "../../../backend/tablet/src/papers";
import { Hand } from "../core/make";
import { arrival, pack, template, visitOf } from "./make";

const AT = "2026-03-02T11:30:00+08:00"; // a Monday
const FORM = { number: "合成责改〔2026〕2号", at: AT };

function order(findings: { [key: string]: Json }[]): PaperContext {
  const hand = new Hand();
  const noted = findings.map((one, n) => hand.finding(`f${n}`, one));
  const state = visitOf([...arrival(hand), ...noted, hand.text("8")]);
  return orderContext(pack(), state, ["safety.exit"], FORM);
}

test("the order names day, record, problems and the longest term", () => {
  const context = order([
    { demand: "清理", due_days: 3, due_unit: "day" }, { due_days: 15, severity: "major" },
  ]);
  const text = renderText(template("rectification-order"), context);

  expect(text).toContain("本机关于2026年3月2日依法对");
  expect(text).toContain("改正要求：清理\n改正期限：3日\n");
  expect(text).toContain("问题程度：重大事故隐患\n改正要求：立即整改\n改正期限：15个工作日\n");
  expect(text).toContain("现场检查笔录（合成〔2026〕8号）");
  expect(text).toContain("送达之日起15个工作日内改正");
  expect(text).toContain("有重大事故隐患");
});

test("what was corrected, withdrawn or is another department's is not ordered", () => {
  const kept = order([
    { wording: "留" }, { corrected: true }, { competent_department: "消防救援" },
  ]).findings as PaperContext[];

  expect(kept.map((one) => one.wording)).toEqual(["留"]);
});

test("where nothing is to be ordered there is no order", () => {
  expect(() => order([{ corrected: true }])).toThrow(PaperFault);
  const state = visitOf([...arrival(new Hand()), new Hand().finding("f")]);
  expect(() => orderContext(pack({ may_order: false }), state, [], FORM)).toThrow("paper-not-due");
});

test("a date is written as the days left from the service, at once as one day", () => {
  const noted = [{ due_on: "2026-03-12" }, { due_days: 0 }];
  const [until, now] = order(noted).findings as PaperContext[];

  expect(until?.term).toBe("10日");
  expect(now?.term).toBe("1个工作日");
});

test("terms are compared by the day they end, and working days win a tie", () => {
  const work = (amount: number) => ({ amount, unit: "working_day" as const });
  const days = (amount: number) => ({ amount, unit: "day" as const });

  expect(longest([days(13), work(10)], "2026-03-02")).toEqual(work(10)); // the 16th, a Monday
  expect(longest([days(14), work(10)], "2026-03-02")).toEqual(work(10));
  expect(longest([days(15), work(10)], "2026-03-02")).toEqual(days(15));
});
