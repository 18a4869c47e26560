/** The picture of a visit: what counts, what was shelved, what waits on top. */

import { reduceVisit, type Ground } from "../../../backend/tablet/src/core/visit";
import { lockBody } from "../../../backend/tablet/src/core/lock";
import type { Operation, ToldOperation } from "../../../backend/tablet/src/core/types";
import { Hand, LEAD, OTHER, SECOND, VISIT } from "./make";

const GROUND: Ground = { lead: LEAD, tolerance: (item) => (item === "care.temp" ? "0.5" : null) };

function picture(own: Operation[], told: ToldOperation[] = [], more: object = {}) {
  return reduceVisit(VISIT, { own, told, ...more }, GROUND);
}

describe("答案 answers", () => {
  it("takes a single answer, and two that are equal or within the tolerance", () => {
    const lead = new Hand();
    const second = new Hand(OTHER, SECOND);
    const state = picture([
      lead.answer("safety.exit", "yes"),
      lead.answer("care.temp", "22.0"),
      second.answer("care.temp", "22.50"),
      lead.answer("care.food", { looked_at: 10, passed: 9 }),
      second.answer("care.food", { passed: 9, looked_at: 10 }),
    ]);
    expect(state.adopted.differing).toEqual([]);
    expect(state.adopted.answers).toEqual({
      "care.food": { looked_at: 10, passed: 9 }, "care.temp": "22.0", "safety.exit": "yes",
    });
  });

  it("says that two answers differ until the lead decides, and again when one changes", () => {
    const lead = new Hand();
    const second = new Hand(OTHER, SECOND);
    const mine = lead.answer("safety.exit", "yes");
    const theirs = second.answer("safety.exit", "no");
    const decided = lead.do("answer.reconcile", {
      item: "safety.exit", value: "no", reason: "复核（合成）", settles: [mine.id, theirs.id],
    }, { after: [mine.id, theirs.id] });
    expect(picture([mine, theirs]).adopted.differing).toEqual(["safety.exit"]);
    expect(picture([mine, theirs, decided]).adopted.answers).toEqual({ "safety.exit": "no" });

    const again = second.answer("safety.exit", "yes", { parent: theirs.id });
    const later = second.answer("safety.exit", "no", { parent: again.id });
    const after = picture([mine, theirs, decided, again, later]);
    expect(after.adopted.differing).toEqual(["safety.exit"]);
    expect(after.reconciled.get("safety.exit")?.op).toBe(decided.id);
  });

  it("keeps not applicable as an answer, and forgets one that was taken back", () => {
    const lead = new Hand();
    const na = lead.do("answer.set", { item: "safety.lift", na: "无电梯" });
    const gone = lead.answer("safety.exit", "yes");
    const state = picture([na, gone, lead.do("answer.clear", { item: "safety.exit" })]);
    expect(state.adopted.answers).toEqual({ "safety.lift": { na: "无电梯" } });
    expect(state.changed.get(`answer\nsafety.exit\n${LEAD}`)).not.toBe(gone.id);
  });

  it("does not guess an answer that is hidden, and shows it once it is told again", () => {
    const second = new Hand(OTHER, SECOND);
    const whole = second.answer("both.item", "no");
    const masked = { ...whole, body: { officer: SECOND, item: "both.item" }, hidden: true };
    const mine = new Hand().answer("both.item", "yes");
    const before = picture([mine], [masked]);
    const theirs = before.answers.get("both.item")?.get(SECOND);
    expect(theirs).toMatchObject({ hidden: true, value: null });
    expect(before.adopted).toMatchObject({ answers: {}, differing: [] });

    const after = picture([mine], [masked, { ...mine }, { ...whole, defects: [] }]);
    expect(after.adopted.differing).toEqual(["both.item"]);
    expect(after.operations).toEqual([whole.id, mine.id]);
  });
});

describe("谁的操作 whose operations", () => {
  it("puts own waiting work on top of what was told", () => {
    const lead = new Hand();
    const told = new Hand(OTHER, SECOND).do("fact.set", { name: "beds", value: "40" });
    const own = lead.do("fact.set", { name: "beds", value: "41" });
    expect(picture([own], [told]).adopted.facts).toEqual({ beds: "41" });
  });

  it("leaves out what the server refused, but not what the home's signature brings in", () => {
    const lead = new Hand();
    const bad = lead.answer("safety.exit", "yes");
    const disputed = new Set([bad.id]);
    expect(picture([bad], [], { disputed })).toMatchObject({ counted: 0, operations: [] });

    const text = lead.text("d1", "onsite-record", { after: [bad.id] });
    const signed = lead.sign("d1", "representative", { after: [text.id] });
    const state = picture([bad, text, signed], [], { disputed });
    expect(state.adopted.answers).toEqual({ "safety.exit": "yes" });
    expect(state.counted).toBe(3);
  });

  it("leaves out what rests on something refused, a record and a lock too", () => {
    const lead = new Hand();
    const bad = lead.answer("safety.exit", "yes");
    const again = lead.answer("safety.exit", "no", { parent: bad.id });
    const good = lead.answer("safety.food", "yes");
    const text = lead.text("d1", "onsite-record", { after: [good.id, again.id] });
    const state = picture([bad, again, good, text], [], { disputed: new Set([bad.id]) });
    expect(state.operations).toEqual([good.id]);
    expect(state.texts).toEqual([]);
  });

  it("takes a colleague's carried operations once, and in the order of their causes", () => {
    const second = new Hand(OTHER, SECOND);
    const first = second.do("fact.set", { name: "beds", value: "40" });
    const mine = new Hand().do("fact.set", { name: "beds", value: "41" }, { parent: first.id });
    const state = picture([mine], [{ ...first, defects: [] }], { carried: [first] });
    expect(state.adopted.facts).toEqual({ beds: "41" });
    expect(picture([mine], [], { carried: [first] }).operations).toEqual([first.id, mine.id]);
    expect(state.heads).toEqual(new Map([[OTHER, first.id], [mine.device, mine.id]]));
  });
});

describe("到场与移交 coming and going", () => {
  it("knows who is there and who leads", () => {
    const lead = new Hand();
    const second = new Hand(OTHER, SECOND);
    const operations = [
      lead.do("visit.open"), second.do("visit.join"),
      lead.do("visit.handover", { to: SECOND, reason: "身体不适（合成）" }), lead.do("visit.leave"),
    ];
    expect(picture(operations)).toMatchObject({
      lead: SECOND, joined: [LEAD, SECOND], left: [LEAD], opened: { id: operations[0]?.id },
    });
    const back = lead.do("visit.join");
    expect(picture([...operations, back])).toMatchObject({ joined: [LEAD, SECOND], left: [] });
  });
});

describe("文书与签名 papers", () => {
  it("replaces an unsigned text of the same kind, never one the home has signed", () => {
    const lead = new Hand();
    const first = lead.text("d1");
    const order = lead.text("d2", "rectification-order");
    const second = lead.text("d3");
    const signed = lead.sign("d3", "refusal");
    const third = lead.text("d4");
    const state = picture([first, order, second, signed, third]);
    expect(state.texts.map((one) => one.superseded)).toEqual([true, false, false, false]);
    expect(picture([first, lead.sign("d1", "officer"), second]).texts[0]?.superseded).toBe(true);
  });

  it("does not take a photo or a problem back after the home has signed", () => {
    const lead = new Hand();
    const papers = [lead.text("d1"), lead.sign("d1", "refusal")];
    const signed = [lead.photo("p1"), lead.finding("f1"), ...papers];
    const late = [
      lead.do("evidence.remove", { id: "p1", reason: "拍错" }),
      lead.do("finding.withdraw", { id: "f1", reason: "重复" }),
    ];
    const state = picture([...signed, ...late]);
    expect(state.evidence.get("p1")?.removed).toBeNull();
    expect(state.findings.get("f1")?.withdrawn).toBeNull();
    expect(state.counted).toBe(6); // kept as sent, and counted
  });

  it("changes only what a change of a problem names", () => {
    const lead = new Hand();
    const change = lead.do("finding.change", { id: "f1", severity: "major", corrected: true });
    const state = picture([lead.finding("f1", { due_days: 10 }), change]);
    expect(state.findings.get("f1")).toMatchObject({
      severity: "major", corrected: true, due_days: 10, wording: "通道堵塞（合成）", op: change.id,
    });
  });
});

describe("存而不用 shelved", () => {
  it("follows the server's defects: no record changes, yet it is counted", () => {
    const lead = new Hand();
    const first = lead.do("fact.set", { name: "beds", value: "40" });
    const moved = lead.do("fact.set", { name: "beds", value: "44" });
    const state = picture([], [first, { ...moved, defects: ["record-moved"] }]);
    expect(state.adopted.facts).toEqual({ beds: "40" });
    expect(state.counted).toBe(2);
    expect(state.changed.get("fact\nbeds")).toBe(first.id);
  });

  it("does not count what came after the lock", () => {
    const lead = new Hand();
    const told = [lead.do("visit.open"), lead.do("visit.lock")];
    const late = { ...lead.answer("safety.exit", "yes"), defects: ["after-lock"] };
    const state = picture([], [...told, late]);
    expect(state).toMatchObject({ counted: 1, adopted: { answers: {} } });
  });
});

describe("锁定 lock", () => {
  it("counts what the server counts and names each photo that stands", async () => {
    const lead = new Hand();
    const operations = [
      lead.do("visit.open"), lead.photo("p1"), lead.photo("p2", { sha256: "b".repeat(64) }),
      lead.do("evidence.remove", { id: "p1", reason: "拍错" }),
      lead.do("evidence.waive", { id: "p2", reason: "损坏", second_officer: SECOND }),
      lead.do("lead.add", { intake_key_id: "k", ciphertext: "x" }),
      lead.do("amendment.add", { second_officer: SECOND, reason: "补充", content: {} }),
    ];
    const state = picture(operations);
    const body = await lockBody(state, { code: "closed", note: "已停业（合成）" });
    expect(body).toMatchObject({ operations: 4, evidence: ["b".repeat(64)] });
    expect(body.outcome?.code).toBe("closed");
    expect(state.operations).not.toContain(operations[5]?.id);
  });
});
