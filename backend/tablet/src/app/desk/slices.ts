/** Which items one answer can move (影响范围): read off the conditions, once per checklist. */

import type { Bundle, Chapter, Item, Json } from "../../core/types";

/** The part of a checklist to look over again when one answer changed. */
export interface Slice {
  bundle: Bundle;
  /** Whose standing may be another one now. */
  moved: readonly string[];
  /** Whose answers that takes. */
  read: readonly string[];
}

/** What a condition may consist of that looks at single facts and answers, and at no sum. */
const PLAIN = new Set([
  "all", "any", "not", "fact", "context", "answer", "is", "in", "per", "per_at_least",
  "at_least", "at_most", "above", "below",
]);

/** Gives the slice of an item; null where only the whole checklist tells. */
export function slicesOf(bundle: Bundle): (code: string) => Slice | null {
  const items = bundle.chapters.flatMap((chapter) => chapter.items);
  if (items.some((item) => item.when !== null && !isPlain(item.when))) return () => null;
  const reads = new Map(items.map((item) => [item.id, answersIn(item.when)]));
  const places = new Map(bundle.chapters.flatMap((chapter) =>
    chapter.items.map((item) => [item.id, { chapter, item }] as const)));
  const readBy = turned(reads);
  const known = new Map<string, Slice>();
  return (code) => {
    if (!reads.has(code)) return null;
    const slice = known.get(code) ?? cut(bundle, places, [closure([code], readBy), reads]);
    known.set(code, slice);
    return slice;
  };
}

type Links = ReadonlyMap<string, readonly string[]>;

type Places = ReadonlyMap<string, { chapter: Chapter; item: Item }>;

/** The chapters keep one item each: no sum is looked at, and circles there are none. */
function cut(
  bundle: Bundle, places: Places, [moved, reads]: [ReadonlySet<string>, Links],
): Slice {
  const read = closure(moved, reads);
  const chapters = [...read].flatMap((code) => {
    const place = places.get(code);
    return place ? [{ ...place.chapter, items: [place.item] }] : [];
  });
  return { bundle: { ...bundle, chapters }, moved: [...moved], read: [...read] };
}

function closure(from: Iterable<string>, links: Links): Set<string> {
  const found = new Set(from);
  for (const code of found) for (const next of links.get(code) ?? []) found.add(next);
  return found;
}

function turned(links: Links): Links {
  const back = new Map<string, string[]>();
  for (const [code, others] of links) {
    for (const other of others) back.set(other, [...(back.get(other) ?? []), code]);
  }
  return back;
}

function isPlain(condition: Json): boolean {
  if (Array.isArray(condition)) return condition.every(isPlain);
  if (condition === null || typeof condition !== "object") return true;
  return Object.entries(condition).every(([key, part]) => PLAIN.has(key) && isPlain(part));
}

function answersIn(condition: Json): string[] {
  if (Array.isArray(condition)) return condition.flatMap(answersIn);
  if (condition === null || typeof condition !== "object") return [];
  return Object.entries(condition).flatMap(([key, part]) =>
    key === "answer" ? [String(part)] : answersIn(part));
}
