/** The record says what was done, found and not looked at, in the words of the office. */

import type { Json } from "../../../backend/tablet/src/core/types";
import {
  recordContext, renderText, type PaperContext, type RecordForm,
} from "../../../backend/tablet/src/papers";
import { Hand, SECOND } from "../core/make";
import { arrival, form, pack, row, template, visitOf } from "./make";

const MAJOR = { severity: "hidden_danger", basis: "合成依据", item: "safety.exit" };

/** The record of a visit in which these findings were noted. */
function record(findings: { [key: string]: Json }[], more: Partial<RecordForm> = {}) {
  const hand = new Hand();
  const noted = findings.map((one, n) => hand.finding(`f${n}`, { ...MAJOR, ...one }));
  const rows = [row("safety.exit", "fail", "no"), row("basic.fire", "pass", "yes")];
  return recordContext(pack(), visitOf([...arrival(hand), ...noted]), rows, form(more));
}

const list = (context: PaperContext, name: string) => context[name] as PaperContext[];

test("every item that is asked is counted once, whatever became of it", () => {
  const outcomes = ["pass", "pass", "fail", "not_applicable", "not_answered", "differs", "unclear"];
  const rows = outcomes.map((outcome, n) => row(`a.${n}`, outcome));

  expect(recordContext(pack(), visitOf(arrival(new Hand())), rows, form())).toMatchObject({
    total: "7", conforming: "2", failing: "1", not_applicable: "1", not_checked: "3",
  });
});

test("the whole record reads as the office's template has it", () => {
  const context = record([{ demand: "清理通道。", due_days: 10 }], {
    corrections: ["“3台”更正为“2台”", "  "], observed: { "safety.exit": "走道堆放\n轮椅3台" },
  });
  const text = renderText(template("onsite-record"), context);

  expect(text).toContain("检查时间：2026年3月2日9时00分至2026年3月2日11时05分\n");
  expect(text).toContain("现场负责人：郑合成（院长）\n");
  expect(text).toContain("检查人员：李示例（道里区民政局，执法证号合成1）\n检查人员：王样本");
  expect(text).not.toContain("未到场");
  expect(text).toContain("是否申请回避：否\n");
  expect(text).toContain("应查2项，其中符合1项，存在问题1项，不适用0项，未查0项");
  expect(text).toContain("1. 项目safety.exit\n检查结果：不符合\n现场情况：走道堆放 轮椅3台\n");
  expect(text).toContain(
    "1. 通道堵塞（合成）\n涉及条款：合成条款\n依据：合成依据\n问题程度：一般隐患\n" +
      "处理意见：责令限期改正：清理通道，期限10个工作日\n",
  );
  expect(text).toContain("更正：“3台”更正为“2台”\n意见：情况属实\n");
});

test.each([
  [{ due_days: 3, due_unit: "day" }, "责令限期改正：立即整改，期限3日"],
  [{ due_days: 0, demand: "撤除明火" }, "责令立即改正：撤除明火"],
  [{ due_on: "2026-04-01", demand: "补签；" }, "责令限期改正：补签，期限至2026年4月1日"],
  [{ demand: "补签" }, "责令限期改正：补签，期限10个工作日"],
  [{ corrected: true, demand: "当场清除" }, "当场清除，已当场改正"],
  [{ corrected: true }, "已当场改正"],
  [{ competent_department: "消防救援", demand: "检修" }, "抄告消防救援部门处理：检修"],
  [{ competent_department: "民政", due_days: 5 }, "责令限期改正：立即整改，期限5个工作日"],
])("what is to be done about %o", (finding, demand) => {
  expect(list(record([finding]), "findings")[0]).toMatchObject({ demand });
});

test("a nature that orders nothing urges", () => {
  const hand = new Hand();
  const state = visitOf([...arrival(hand), hand.finding("f", { demand: "补签协议。" })]);
  const context = recordContext(pack({ may_order: false }), state, [], form());

  expect(list(context, "findings")[0]?.demand).toBe("督促整改：补签协议");
});

test("what was withdrawn is not there, and the rest stands in the checklist's order", () => {
  const hand = new Hand();
  const state = visitOf([
    ...arrival(hand), hand.finding("late", { item: "z.z", wording: "后" }),
    hand.finding("gone"), hand.finding("first", { item: "a.a", wording: "先" }),
    hand.do("finding.withdraw", { id: "gone", reason: "误记" }),
  ]);
  const rows = [row("a.a", "fail", "no"), row("z.z", "fail", "no")];
  const findings = list(recordContext(pack(), state, rows, form()), "findings");

  expect(findings.map(({ n, wording }) => [n, wording])).toEqual([["1", "先"], ["2", "后"]]);
});

test("what was seen is the form's word, else the notes, else the problem's wording", () => {
  const hand = new Hand();
  const other = new Hand(hand.device, SECOND);
  const noted = hand.do("answer.set", { item: "b.b", value: "no", note: "灯不亮" });
  const twice = other.do("answer.set", { item: "b.b", value: "no", note: "两盏" });
  const state = visitOf([
    ...arrival(hand), noted, twice, hand.finding("f", { item: "c.c", wording: "缺签字" }),
  ]);
  const rows = ["a.a", "b.b", "c.c", "d.d"].map((id) => row(id, "fail", "no"));
  const said = form({ observed: { "a.a": "亲见" } });
  const items = list(recordContext(pack(), state, rows, said), "items");

  const seen = ["亲见", "灯不亮；两盏", "缺签字", "未另行记载"];
  expect(items.map((one) => one.observed)).toEqual(seen);
});

test.each([
  [{ task_code: "RW-7", scanned_at: "2026-03-02T00:58Z" }, "任务编码RW-7，2026年3月2日8时58分扫码"],
  [{ reason: "无信号" }, "未扫码：无信号"],
  [undefined, "任务编码RW-2026-0007，2026年11月23日9时28分扫码"],
])("the scan at the door %o", (scan, words) => {
  expect(recordContext(pack(), visitOf(arrival(new Hand(), scan)), [], form()).scan).toBe(words);
});

test.each([
  [{ looked_at: 10, passed: 8 }, { rule: "sampled_share" }, "不符合（抽查10，合格8）"],
  ["0.78", { rule: "bands", with: { unit: { zh: "米", en: "m" } } }, "不符合（实测0.78米）"],
  [{ value: 5, note: "" }, { rule: "deduct_each", with: { unit: "处" } }, "不符合（计数5处）"],
  ["B", { rule: "grade_abc" }, "基本符合"],
  ["none", { rule: "choice" }, "不符合"],
])("an answer %o that is not met", (answer, item, result) => {
  const rows = [row("a.a", "fail", answer, item)];
  const context = recordContext(pack(), visitOf(arrival(new Hand())), rows, form());

  expect(list(context, "items")[0]?.result).toBe(result);
});

test("an officer who left before the record is not named as being there", () => {
  const hand = new Hand();
  const state = visitOf([...arrival(hand), hand.do("visit.leave", { officer: SECOND })]);

  expect(list(recordContext(pack(), state, [], form()), "officers")).toHaveLength(1);
});
