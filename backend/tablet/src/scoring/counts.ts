/** What conditions count or pick among several: failing items, ratings, the worst part (计数). */

import type { Condition, Json } from "../core/types";
import type { View } from "./conditions";
import { isObject } from "./fault";
import type { Micro } from "./numbers";

/** How many fail or stand there, and how many are still open; null for another condition. */
export function countedOf({ failed, rated }: Condition, view: View): [number, number] | null {
  if (isObject(failed)) return view.failed(failed);
  if (!isObject(rated)) return null;
  const levels = listOf(rated.of).map((id) => view.rating(id));
  const among = listOf(rated.in);
  const there = levels.filter((level) => level !== null && among.includes(level));
  return [there.length, levels.filter((level) => level === null).length];
}

/** The greatest or least points among the parts; those out of scoring are left out. */
export function extremeOf({ most, least }: Condition, view: View): Micro | null {
  const there = listOf(most ?? least).flatMap((part) => view.points(part) ?? []);
  const [first, ...rest] = there;
  if (first === undefined) return null;
  return rest.reduce((best, one) => ((most ? one > best : one < best) ? one : best), first);
}

export function listOf(raw: Json | undefined): string[] {
  return Array.isArray(raw) ? raw.map(String) : [];
}
