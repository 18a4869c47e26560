/** The level that a sum, cut points, a table or the worst of several gives (定档). */

import type { Json } from "../core/types";
import { listOf } from "./counts";
import type { Scored } from "./engine";
import { isObject, rowsOf } from "./fault";
import type { Row } from "./level_tests";
import { listed, measured, valueText } from "./measure";
import { ratioOf, type Ratio } from "./numbers";
import { isBelow } from "./ratios";

/** A place inside a population: how many are strictly better, out of how many. */
export interface Place {
  better: number;
  among: number;
}
/** By rating; `result` for the result itself. Known in a batch on the server only. */
export type Places = { [rating: string]: Place };

/** The level's place, -1 for none; the value it came from, and why. */
export interface Placed {
  index: number;
  value: Ratio | null;
  why: string;
}

/** Which of the ways gives the level: the one key that is there. */
export function wayOf(base: Row): string | undefined {
  return ["sum", "cuts", "table", "worst_of"].find((key) => key in base);
}

/** The level that a base gives, before limits and steps. */
export function placed(scored: Scored, name: string, base: Row, levels: Row[]): Placed {
  const ids = levels.map((level) => String(level.id));
  if (base.sum !== undefined) {
    const value = measured(scored, base.sum);
    return { index: value ? reached(value, levels) : -1, value, why: valueText(value) };
  }
  if (isObject(base.cuts)) return cut(scored, name, base.cuts, ids);
  const table = isObject(base.table) ? base.table : null;
  const { of, missing } = listed(table ?? base.worst_of);
  const found = of.map((rating) => scored.rating(String(rating)));
  const why = of.map((rating, i) => `${rating} ${found[i] ?? "missing"}`).join(", ");
  const index = table ? tabled(found, table.rows, ids) : worst(found, missing, ids);
  return { index, value: null, why };
}

/** The best level whose bound the value meets. */
function reached(value: Ratio, levels: Row[]): number {
  return levels.findLastIndex(({ at_least: least, at_most: most }) => {
    if (least !== undefined) return !isBelow(value, ratioOf(String(least)));
    return most === undefined || !isBelow(ratioOf(String(most)), value);
  });
}

/** The best level for which strictly fewer than share × number are better. */
function cut(scored: Scored, name: string, cuts: Row, ids: string[]): Placed {
  const value = measured(scored, cuts.sum);
  const place = scored.places[name];
  const shown = valueText(value);
  if (!value || !place) {
    const why = `${shown}; place in the population unknown, known in a batch only`;
    return { index: -1, value, why };
  }
  const { better, among } = place;
  const least = Number(cuts.min_n ?? 1);
  const few = among < least;
  const held = Object.entries(isObject(cuts.shares) ? cuts.shares : {}).filter(([, share]) => {
    const { n, d } = ratioOf(String(share));
    return isBelow({ n: BigInt(better), d: 1n }, { n: n * BigInt(among), d });
  });
  const index = few ? -1 : Math.max(-1, ...held.map(([level]) => ids.indexOf(level)));
  const short = few ? `, at least ${least} needed` : "";
  return { index, value, why: `${shown}; ${better} of ${among} better${short}` };
}

/** The level of the first row that fits. */
function tabled(found: (string | null)[], rows: Json | undefined, ids: string[]): number {
  const row = rowsOf(rows).find(({ is }) =>
    found.every((level, i) => fits(level, Array.isArray(is) ? is[i] : undefined)));
  return row && row.level !== null ? ids.indexOf(String(row.level)) : -1;
}

/** An entry is a level, a list of them, `*` (any level) or `missing`. */
function fits(level: string | null, entry: Json | undefined): boolean {
  if (entry === "*") return level !== null;
  const among = Array.isArray(entry) ? listOf(entry) : [String(entry)];
  return among.includes(level ?? "missing");
}

/** The lowest of these levels, by the policy on missing ones. */
function worst(found: (string | null)[], missing: string, ids: string[]): number {
  if (found.includes(null) && missing !== "skip") return missing === "lowest" ? 0 : -1;
  const there = found.flatMap((level) => (level === null ? [] : ids.indexOf(level)));
  return there.length ? Math.min(...there) : -1;
}
