/** Which items the list shows (筛选、搜索): all in memory, nothing leaves the tablet. */

import type { ItemRow } from "../../app/desk.types";
import type { Bundle, Item } from "../../core/types";

export type Filter =
  | "all" | "open" | "second" | "problems" | "differs" | "photo" | "finding" | `list:${string}`;

/** What it takes of a row: tests build only this. */
export type Sift = Pick<ItemRow, "item" | "outcome" | "photos" | "findings" | "wants"> & {
  chapter: { id: string };
};

export interface Wish {
  filter: Filter;
  chapter: string;
  words: string;
  /** Only these chapters (我的分项); null or left out: all. */
  chapters?: ReadonlySet<string> | null;
}

/** In the order of the keys above the list; short lists follow. */
export const FIXED: Filter[] = ["all", "open", "second", "problems", "differs", "photo", "finding"];

const TESTS: { [filter: string]: (row: Sift) => boolean } = {
  all: () => true,
  open: (row) => row.wants.includes("answer"),
  second: (row) => row.wants.includes("second-answer"),
  problems: (row) => row.outcome === "fail" || standing(row).length > 0,
  differs: (row) => row.outcome === "differs",
  photo: (row) => lacksPhoto(row),
  finding: (row) => row.outcome === "fail" && standing(row).length === 0,
};

/** A photo is asked for, the item applies, and none is there. */
export function lacksPhoto(row: Sift): boolean {
  if (!row.item.evidence.includes("photo") || row.outcome === "not_applicable") return false;
  return !row.photos.some((photo) => photo.removed === null);
}

const standing = (row: Sift) => row.findings.filter((finding) => finding.withdrawn === null);

/** The rows that match filter, chapter and words, in the order of the checklist. */
export function sift<R extends Sift>(rows: readonly R[], wish: Wish, bundle: Bundle): R[] {
  const keep = testOf(wish.filter, bundle);
  const near = nearBy(wish);
  return rows.filter((row) => near(row) && keep(row));
}

/** How many rows each filter would show within chapter and words. */
export function countsOf(
  rows: readonly Sift[], wish: Omit<Wish, "filter">, bundle: Bundle,
): Map<Filter, number> {
  const lists = bundle.lists.map((list) => `list:${list.id}` as Filter);
  const tests = [...FIXED, ...lists].map((filter) => [filter, testOf(filter, bundle)] as const);
  const counts = new Map<Filter, number>(tests.map(([filter]) => [filter, 0]));
  const near = nearBy(wish);
  for (const row of rows) {
    if (!near(row)) continue;
    for (const [filter, test] of tests) {
      if (test(row)) counts.set(filter, (counts.get(filter) ?? 0) + 1);
    }
  }
  return counts;
}

function nearBy(
  { chapter, words, chapters = null }: Omit<Wish, "filter">,
): (row: Sift) => boolean {
  if (!chapter && !words.trim() && !chapters) return () => true;
  const matches = matcher(words);
  const within = (id: string) => (!chapter || id === chapter) && (!chapters || chapters.has(id));
  return (row) => within(row.chapter.id) && matches(row.item);
}

function testOf(filter: Filter, bundle: Bundle): (row: Sift) => boolean {
  if (!filter.startsWith("list:")) return TESTS[filter] ?? (() => true);
  const list = bundle.lists.find((one) => one.id === filter.slice("list:".length));
  const ids = new Set(list?.items ?? []);
  return (row) => ids.has(row.item.id);
}

const texts = new WeakMap<Item, string>();

/** Everything of an item one may search by, folded: width and case do not matter. */
export function searchText(item: Item): string {
  let text = texts.get(item);
  if (text === undefined) {
    const { title, clause, look_for: look, id } = item;
    text = fold([title.zh, title.en, clause, look.zh, look.en, id].join("\n"));
    texts.set(item, text);
  }
  return text;
}

/** Every word of the search must occur; an empty search matches all. */
export function matcher(words: string): (item: Item) => boolean {
  const terms = fold(words).split(/[\s，、,;；]+/).filter(Boolean);
  return (item) => terms.every((term) => searchText(item).includes(term));
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The filter named in an address; unknown words mean all. */
export function filterOf(word: unknown, bundle: Bundle): Filter {
  const text = String(word ?? "all");
  if (text in TESTS) return text as Filter;
  return bundle.lists.some((list) => `list:${list.id}` === text) ? (text as Filter) : "all";
}
