/** The long list: pieces, keys, the frame of a sample, places to blur. */

import { chunkAt, chunksOf, rowHeight } from "../../../backend/tablet/src/ui/visit/chunks";
import { standingAnswers, sayReconciled } from "../../../backend/tablet/src/ui/visit/differences";
import { frameOf } from "../../../backend/tablet/src/ui/visit/frame";
import { actOf, moved } from "../../../backend/tablet/src/ui/visit/keys";
import { placeOf, regionOf } from "../../../backend/tablet/src/ui/visit/regions";
import { tallyOf, summaryOf } from "../../../backend/tablet/src/ui/visit/summary";
import { survey } from "../../../backend/tablet/src/scoring";
import { Hand, OTHER, SECOND } from "../core/make";
import { EXAMPLE, GB, openVisit } from "./visit";

it("cuts the list into pieces that never cross a chapter and lose no row", async () => {
  const { desk } = await openVisit();
  const chunks = chunksOf(desk.rows.value, 10);
  expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(desk.rows.value);
  const chapters = chunks.map((chunk) => new Set(chunk.rows.map((row) => row.chapter.id)).size);
  expect(chapters.every((count) => count === 1)).toBe(true);
  expect(Math.max(...chunks.map((chunk) => chunk.rows.length))).toBeLessThanOrEqual(10);
  expect(chunks.filter((chunk) => chunk.first)).toHaveLength(GB.chapters.length);
  expect(chunkAt(chunks, 37)?.rows).toContain(desk.rows.value[37]);
});

it("guesses the height of pieces not drawn yet by those that were", () => {
  expect(rowHeight([], 118)).toBe(118);
  const drawn = [{ height: 1000, rows: 10 }, { height: 280, rows: 2 }];
  expect(rowHeight(drawn, 118)).toBeCloseTo(106.67, 1);
});

it("walks with arrows inside the list and answers with digits", () => {
  expect(actOf({ key: "3" })).toEqual({ do: "answer", place: 2 });
  expect(actOf({ key: "z", ctrlKey: true })).toEqual({ do: "undo" });
  expect(actOf({ key: "1", ctrlKey: true })).toBeNull();
  expect(moved(0, { do: "move", by: -1 }, 5)).toBe(0);
  expect(moved(3, { do: "move", by: 8 }, 5)).toBe(4);
  expect(moved(3, { do: "edge", to: "first" }, 5)).toBe(0);
});

it("reads a pasted list: lines, commas, tabs, runs of rooms, doubles once", () => {
  const frame = frameOf("201至205，301\n301\t王某（合成）\r\n2-201；");
  expect(frame.labels).toEqual(["201", "202", "203", "204", "205", "301", "王某（合成）", "2-201"]);
  expect(frame.twice).toEqual(["301"]);
});

it("takes a dash for a run of rooms only where it cannot be a building", () => {
  expect(frameOf("201-203").labels).toEqual(["201", "202", "203"]);
  expect(frameOf("2-201").labels).toEqual(["2-201"]);
  expect(frameOf("10-12").labels).toEqual(["10-12"]);
  expect(frameOf("A01～A03").labels).toEqual(["A01", "A02", "A03"]);
  expect(frameOf("205至201").labels).toEqual(["205至201"]);
  expect(frameOf("长".repeat(201)).tooLong).toHaveLength(1);
});

it("blurs in whole pixels of the photo, never outside of it", () => {
  const shown = { width: 300, height: 200 };
  const photo = { width: 3000, height: 2000 };
  expect(regionOf({ x: 100, y: 50 }, { x: 40, y: 90 }, shown, photo)).toEqual([400, 500, 600, 400]);
  expect(regionOf({ x: -20, y: -5 }, { x: 400, y: 250 }, shown, photo)).toEqual([0, 0, 3000, 2000]);
  expect(regionOf({ x: 10, y: 10 }, { x: 10.5, y: 60 }, shown, photo)).toBeNull();
  expect(placeOf([400, 500, 600, 400], photo)).toEqual({
    left: "13.333%", top: "25.000%", width: "20.000%", height: "20.000%",
  });
});

it("settles every standing answer when the lead decides, whatever he adopts", async () => {
  const theirs = new Hand(OTHER, SECOND).answer("basic.patrol", "no");
  const { desk, row } = await openVisit(GB, [theirs]);
  await desk.write("answer.set", { item: "basic.patrol", value: "yes" });
  const standing = standingAnswers(row("basic.patrol"), desk.state.value);
  const body = sayReconciled("basic.patrol", "yes", " 复核签到表 ", standing);
  expect(body).toMatchObject({ value: "yes", reason: "复核签到表" });
  expect(body["settles"]).toHaveLength(2);
  await desk.write("answer.reconcile", body);
  expect(row("basic.patrol").outcome).toBe("pass");
});

it("says the provisional conclusion, and none while open items could change it", async () => {
  const none = summaryOf(GB, survey(GB, { answers: {}, facts: {} }));
  expect(none.words).toBeNull();
  const failing = summaryOf(GB, survey(GB, { answers: { "basic.fire": "no" }, facts: {} }));
  expect(failing.words).toMatchObject({ zh: "发现问题，责令改正" });
});

it("says points and maximum where the checklist has levels", () => {
  const seen = survey(EXAMPLE, { answers: { "service.meals": "A" }, facts: {} });
  const summary = summaryOf(EXAMPLE, seen);
  expect(summary.words).toBeNull();
  expect(summary.points).toEqual({ points: "200", most: "1000" });
});

it("always counts met, not met and open; the others only where there are some", () => {
  const rows = (["pass", "pass", "fail"] as const).map((outcome) => ({ outcome }));
  expect(tallyOf(rows)).toEqual([
    { outcome: "pass", count: 2 }, { outcome: "fail", count: 1 },
    { outcome: "not_answered", count: 0 },
  ]);
});
