/** Finding items in the list: filters, chapters, words. */

import type { ToldOperation } from "../../../backend/tablet/src/core/types";
import { countsOf, filterOf, sift } from "../../../backend/tablet/src/ui/visit/filters";
import type { Filter } from "../../../backend/tablet/src/ui/visit/filters";
import { Hand, OTHER, SECOND } from "../core/make";
import { GB, openVisit } from "./visit";

async function shown(
  filter: Filter, wish: { chapter?: string; words?: string } = {}, told: ToldOperation[] = [],
): Promise<string[]> {
  const { desk } = await openVisit(GB, told);
  await desk.write("answer.set", { item: "basic.fire", value: "no" });
  await desk.write("answer.set", { item: "basic.patrol", value: "yes" });
  const all = { filter, chapter: wish.chapter ?? "", words: wish.words ?? "" };
  return sift(desk.rows.value, all, desk.bundle).map((row) => row.item.id);
}

it("lists every item that is asked, in the order of the checklist", async () => {
  const all = await shown("all");
  const order = GB.chapters.flatMap((chapter) => chapter.items.map((item) => item.id));
  expect(all).toEqual(order.filter((id) => all.includes(id)));
  expect(all.length).toBeGreaterThan(40);
});

it("leaves out of the open ones what was answered", async () => {
  const open = await shown("open");
  expect(open).not.toContain("basic.fire");
  expect(open).not.toContain("basic.patrol");
  expect(open).toContain("basic.building");
});

it("shows problems, and those without a word about them", async () => {
  expect(await shown("problems")).toEqual(["basic.fire"]);
  expect(await shown("finding")).toEqual(["basic.fire"]);
});

it("counts a photo as missing only where one is asked for and the item applies", async () => {
  const { desk } = await openVisit();
  await desk.write("answer.set", { item: "basic.equipment", na: "无电梯" });
  const missing = sift(desk.rows.value, { filter: "photo", chapter: "", words: "" }, desk.bundle);
  const ids = missing.map((row) => row.item.id);
  expect(ids).toContain("basic.fire");
  expect(ids).not.toContain("basic.equipment");
  expect(missing.every((row) => row.item.evidence.includes("photo"))).toBe(true);
});

it("shows where the colleague says otherwise", async () => {
  const theirs = new Hand(OTHER, SECOND).answer("basic.patrol", "no");
  expect(await shown("differs", {}, [theirs])).toEqual(["basic.patrol"]);
});

it("keeps to a short list and to a chapter", async () => {
  expect(await shown("list:night")).toContain("basic.patrol");
  expect(await shown("list:night")).not.toContain("basic.fire");
  const chapter = await shown("all", { chapter: "management" });
  expect(chapter.every((id) => id.startsWith("management."))).toBe(true);
});

it("finds by title, clause and what to look for, every word, width and case aside", async () => {
  expect(await shown("all", { words: "灭火器" })).toEqual(["basic.fire"]);
  expect(await shown("all", { words: "ＧＢ 38600-2019 夜间" })).toContain("basic.patrol");
  expect(await shown("all", { words: "EXTINGUISHERS escape" })).toEqual(["basic.fire"]);
  expect(await shown("all", { words: "灭火器 巡查" })).toEqual([]);
});

it("takes an unknown filter of an old address for all", () => {
  expect(filterOf("list:night", GB)).toBe("list:night");
  expect(filterOf("list:holiday", GB)).toBe("all");
  expect(filterOf(undefined, GB)).toBe("all");
});

it("counts for each filter exactly what it would show", async () => {
  const { desk } = await openVisit();
  await desk.write("answer.set", { item: "basic.fire", value: "no" });
  const wish = { chapter: "basic", words: "安全" };
  const counts = countsOf(desk.rows.value, wish, desk.bundle);
  for (const [filter, count] of counts) {
    const rows = sift(desk.rows.value, { ...wish, filter }, desk.bundle);
    expect([filter, count]).toEqual([filter, rows.length]);
  }
  expect(counts.get("problems")).toBe(1);
});
