/** Answering in the list: one touch, one operation; saved is said after the store said so. */

import { makeAnswers } from "../../../backend/tablet/src/ui/visit/useAnswers";
import { SECOND } from "../core/make";
import { openVisit } from "./visit";

const FIRE = "basic.fire";
const kinds = (journal: { kind: string }[]) => journal.map((one) => one.kind);

it("says saving until the store kept it, and saved only then", async () => {
  const { desk, row } = await openVisit();
  const answers = makeAnswers(desk);
  const giving = answers.give(row(FIRE), "yes");
  expect(answers.markOf(FIRE)?.state).toBe("saving");
  expect(row(FIRE).mine).toBeUndefined();
  await giving;
  expect(answers.markOf(FIRE)?.state).toBe("saved");
  expect(row(FIRE).mine?.value).toBe("yes");
});

it("says not saved when the tablet is full, and saves the touch on trying again", async () => {
  const { desk, store, row } = await openVisit();
  const answers = makeAnswers(desk);
  store.failNext = new Error("no room");
  await answers.give(row(FIRE), "no");
  expect(answers.markOf(FIRE)).toMatchObject({ state: "failed", shown: "no" });
  await answers.give(row(FIRE), "no");
  expect(row(FIRE).mine?.value).toBe("no");
  expect(await store.journal()).toHaveLength(1);
});

it("takes a second touch of the same answer for none", async () => {
  const { desk, store, row } = await openVisit();
  const answers = makeAnswers(desk);
  await answers.give(row(FIRE), "yes");
  await answers.give(row(FIRE), "yes");
  expect(await store.journal()).toHaveLength(1);
});

it("goes back to the answer before, with its note, and clears what had none", async () => {
  const { desk, store, row } = await openVisit();
  const answers = makeAnswers(desk);
  await answers.give(row(FIRE), "no", "纸箱三只");
  await answers.give(row(FIRE), { na: "尚未投入使用" });
  await answers.undo();
  expect(row(FIRE).mine).toMatchObject({ value: "no", note: "纸箱三只" });
  await answers.give(row("basic.building"), "yes");
  await answers.undo();
  expect(row("basic.building").mine).toBeUndefined();
  expect(kinds(await store.journal()).at(-1)).toBe("answer.clear");
});

it("writes two quick touches in their order, so that the last one stands", async () => {
  const { desk, row } = await openVisit();
  const answers = makeAnswers(desk);
  const before = row(FIRE);
  await Promise.all([answers.give(before, "yes"), answers.give(before, "no")]);
  expect(row(FIRE).mine?.value).toBe("no");
  expect(answers.markOf(FIRE)).toMatchObject({ state: "saved", shown: "no" });
});

it("writes in the name of who writes now, and shows each officer his own marks", async () => {
  const { desk, store, row } = await openVisit();
  const answers = makeAnswers(desk);
  await answers.give(row(FIRE), "yes");
  desk.officer.value = SECOND;
  expect(answers.markOf(FIRE)).toBeUndefined();
  await answers.give(row(FIRE), "no");
  expect((await store.journal()).map((one) => one.body.officer).at(-1)).toBe(SECOND);
  expect(row(FIRE).outcome).toBe("differs");
});

it("sends not applicable as a reason, not as a value", async () => {
  const { desk, store, row } = await openVisit();
  await makeAnswers(desk).give(row("basic.equipment"), { na: "机构没有此类设施设备" });
  const body = (await store.journal())[0]?.body;
  expect(body).toMatchObject({ item: "basic.equipment", na: "机构没有此类设施设备" });
  expect(body).not.toHaveProperty("value");
});

it("writes nothing any more once the record is locked", async () => {
  const { desk, store, row } = await openVisit();
  const answers = makeAnswers(desk);
  await answers.give(row(FIRE), "yes");
  await desk.write("visit.lock", { operations: 1, answers_digest: "0".repeat(64), evidence: [] });
  await answers.give(row(FIRE), "no");
  await answers.undo();
  expect(kinds(await store.journal())).toEqual(["answer.set", "visit.lock"]);
});
