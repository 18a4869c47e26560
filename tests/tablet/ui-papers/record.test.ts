/** The record from the form: the home's person, refusals, what could not be done, and back. */

import { RECORD } from "../../../backend/tablet/src/papers";
import { lacksOf, proposals, recordOf } from "../../../backend/tablet/src/ui/papers/recording";
import { restored, saysNobody } from "../../../backend/tablet/src/ui/papers/restoring";
import { signingOf } from "../../../backend/tablet/src/ui/papers/signing";
import { wholenessOf } from "../../../backend/tablet/src/ui/papers/wholeness";
import { TABLET } from "../core/make";
import { AT, scene, SECOND } from "./scene";

test("a refusal of documents stands in the record as an act of its own", async () => {
  const { draft, record } = await scene();
  draft.refusals.push({
    what: "documents", time: "9:40", words: "院长拒绝提供入住协议", witness: "居委会赵某（合成）",
  });

  expect((await record()).text).toContain(
    "2. 查阅、提供有关资料\n检查结果：拒绝提供资料\n" +
      "现场情况：2026年3月2日9时40分，院长拒绝提供入住协议。见证人：居委会赵某（合成）\n",
  );
});

test("a visit that met closed doors says so, and counts no item as failing for it", async () => {
  const { draft, record } = await scene();
  draft.outcome = { code: "not-found", note: "大门上锁，电话无人接听" };

  const { text } = await record();

  expect(text).toContain("检查结果：通过登记的住所（服务场所）无法联系\n现场情况：大门上锁");
  expect(text).toContain("存在问题1项");
});

test("where nobody of the home is there, the record lets nobody speak for it", async () => {
  const { desk, draft, record, context } = await scene();
  Object.assign(draft, { representative: "", post: "", recusal: "" });
  draft.outcome = { code: "closed", note: "大门贴有停业公告" };

  const text = await record();

  expect(text.text).toContain("现场负责人：无人在场（无）");
  expect(text.text).toContain("意见：现场无被检查单位人员，未能听取意见");
  expect(saysNobody(await context(RECORD))).toBe(true);
  const state = desk.state.value;
  expect(signingOf(desk.package, state, text, [], true)).toMatchObject({ whole: false });
  for (const { id, name } of desk.package.officers) {
    const signed = { text_digest: text.text_digest, signed_on: "2026-03-02" };
    await desk.write("signature.add", { ...signed, signer: "officer", name }, { officer: id });
  }
  expect(signingOf(desk.package, desk.state.value, text, [], true)).toMatchObject({ whole: true });
});

test("where nobody signs, the text does not say that the home agreed", async () => {
  const { draft, record } = await scene();
  draft.opinion = { kind: "refuse", words: "认为检查过于频繁", witness: "赵某（合成）" };

  const { text } = await record();

  expect(text).toContain("意见：现场负责人拒绝签名，理由：认为检查过于频繁。见证人：赵某（合成）");
  expect(text).not.toContain("情况属实");
});

test("after a restart the form is read back out of the last text", async () => {
  const { desk, draft, record, context } = await scene();
  Object.assign(draft, {
    reading: "aloud",
    corrections: ["第三部分第1项“3台”更正为“2台”"],
    opinion: { kind: "object", words: "对第1项有异议", witness: "" },
    observed: { "safety.exit": "二层走道有轮椅" },
    refusals: [{ what: "entry", time: "9:05", words: "门卫拒绝进入", witness: "赵某（合成）" }],
    outcome: { code: "cooperation-refused", note: "交涉半小时后准许进入" },
  });
  await record();
  const rows = desk.rows.value;
  const proposed = proposals(desk.package, desk.state.value, rows, draft, AT);

  const back = restored(await context(RECORD), rows, proposed);

  expect(back).toEqual({ ...draft, restored: true });
  const made = { number: "合成检录〔2026〕4号", at: AT };
  expect(recordOf(desk, desk.state.value, rows, back, made)).toEqual(await context(RECORD));
});

test.each([
  [{ representative: " " }, ["representative"]],
  [{ recusal: "" as const }, ["recusal"]],
  [{ recusal: "yes" as const }, ["recusal-words"]],
  [{ outcome: { code: "" as const, note: "" } }, ["outcome", "outcome-note"]],
  [{ outcome: { code: "cooperation-refused" as const, note: "" } }, ["outcome-note"]],
  [{ opinion: { kind: "refuse" as const, words: "不签", witness: "" } }, ["opinion"]],
  [
    { refusals: [{ what: "entry" as const, time: "9:05", words: "不让进", witness: "" }] },
    ["refusal"],
  ],
])("a form with %o is not whole", async (change, lacks) => {
  const { draft } = await scene();

  expect(lacksOf({ ...draft, ...change })).toEqual(lacks);
});

test("what is unanswered stops the record, unless the visit could not be carried out", async () => {
  const { desk } = await scene();
  await desk.write("answer.clear", { item: "safety.patrol" });

  const stops = (abnormal: boolean) =>
    wholenessOf(desk, abnormal, TABLET).stops.map((gap) => gap.code);
  expect(stops(false)).toEqual(["answer"]);
  expect(stops(true)).toEqual([]);
});

test("an officer of whom nothing is here is awaited until he is said to have left", async () => {
  const { desk } = await scene();
  const names = () => wholenessOf(desk, false, TABLET).awaited.map((one) => one.name);
  desk.package.officers.push({
    ...desk.package.officers[1]!, id: "00000000-0000-7000-8000-000000000003", name: "陈虚构",
  });

  expect(names()).toEqual(["陈虚构"]);
  await desk.write("visit.leave", { reason: "临时另有任务" }, {
    officer: "00000000-0000-7000-8000-000000000003",
  });
  expect(names()).toEqual([]);
  expect(desk.state.value.joined).toContain(SECOND);
});
