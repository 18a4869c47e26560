/** Who answers which chapter of a rating, and how far each is. */

import type { Package } from "../../../backend/tablet/src/core/types";
import { isOf } from "../../../backend/tablet/src/app/seat";
import { sift } from "../../../backend/tablet/src/ui/visit/filters";
import { chaptersOf, ownerOf, sharesOf } from "../../../backend/tablet/src/ui/visit/split";
import { EXAMPLE } from "./visit";

const [ANNA, BORIS, CARLA] = ["a", "b", "c"] as const;
const PACK = {
  officers: [ANNA, BORIS, CARLA].map((id) => ({ id, name: `评定员${id}（合成）` })),
  chapters: [{ id: "one", officer: ANNA }, { id: "two", officer: BORIS }, { id: "three", officer: ANNA }],
} as unknown as Package;

const row = (chapter: string, ...officers: string[]) => ({
  chapter: { id: chapter },
  mine: officers[0] === ANNA ? { officer: ANNA } : undefined,
  others: officers.filter((one) => one !== ANNA).map((officer) => ({ officer })),
});

it("knows one's own chapters, and that an inspection splits none", () => {
  expect(chaptersOf(PACK, ANNA)).toEqual(new Set(["one", "three"]));
  expect(chaptersOf(PACK, CARLA)).toEqual(new Set());
  expect(chaptersOf({ chapters: [] }, ANNA)).toBeNull();
  expect(chaptersOf({}, ANNA)).toBeNull();
  expect(ownerOf(PACK, "two")).toBe(BORIS);
  expect(ownerOf({}, "two")).toBe("");
});

it("counts every assessor in his chapters, and what he answered of others'", () => {
  const progress = new Map(["one", "two", "three"].map((id, n) =>
    [id, { asked: 4, answered: n + 1, problems: 0, differing: 0 }]));
  const rows = [row("one", ANNA), row("two", BORIS), row("two", ANNA, BORIS), row("three", CARLA)];
  const shares = sharesOf(PACK, rows as never, progress);

  expect(shares.map(({ answered, asked, elsewhere }) => [answered, asked, elsewhere])).toEqual([
    [4, 8, 1], [2, 4, 0], [0, 0, 1],
  ]);
});

it("lists one's own chapters only, and all where nothing is said", () => {
  const rows = EXAMPLE.chapters.flatMap((chapter) => chapter.items.map((item) => ({
    item, chapter, outcome: "not_answered" as const, photos: [], findings: [], wants: ["answer"],
  })));
  const first = EXAMPLE.chapters[0]!;
  const wish = { filter: "all" as const, chapter: "", words: "" };
  const own = sift(rows, { ...wish, chapters: new Set([first.id]) }, EXAMPLE);

  expect(own.map(({ item }) => item.id)).toEqual(first.items.map(({ id }) => id));
  expect(sift(rows, { ...wish, chapters: new Set() }, EXAMPLE)).toEqual([]);
  expect(sift(rows, wish, EXAMPLE)).toHaveLength(rows.length);
});

it("finds the seat of somebody who stands in both pools", () => {
  const login = {
    person: "p", officer: "enforcement", officers: ["enforcement", "assessment"], name: "", username: "",
  };
  expect(isOf(login, "assessment")).toBe(true);
  expect(isOf(login, "enforcement")).toBe(true);
  expect(isOf({ ...login, officers: [] }, "assessment")).toBe(false);
  expect(isOf(null, "assessment")).toBe(false);
});
