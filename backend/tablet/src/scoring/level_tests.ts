/** The tests on the way to a level (定级条件): totals, rates, hard conditions. */

import type { Bundle, Condition, Json } from "../core/types";
import { have, need } from "./condition_words";
import { holds, type Truth } from "./conditions";
import type { Scored } from "./engine";
import { isObject, rowsOf } from "./fault";
import { micro, ONE, plain, rateText, ratioOf, ratioText, roundedTo, type Ratio } from "./numbers";
import { inForce } from "./steps";

export type Row = { [key: string]: Json };

/** One test on the way to a level, as the server prints it. */
export interface Test {
  test: string;
  need: string;
  have: string;
  clause: string;
  source: string;
  confidence: string;
}
export interface Tested extends Test {
  holds: Truth;
}
/** A total for print: six decimals at most, half up. */
export function totalText(total: Ratio): string {
  return plain(roundedTo(total, 6));
}

/** Total and each chapter's rate: at least, or at most where points are faults. */
export function sumTests(scored: Scored, level: Row): Tested[] {
  const total = scored.total();
  const tests: Tested[] = [];
  if (level.total !== undefined) {
    const bound = micro(String(level.total));
    const enough = reaches(scored, total.n * ONE, bound * total.d);
    tests.push(tested("total", plain(bound), totalText(total), enough, level));
  }
  for (const [chapter, rate] of ratesOf(scored.bundle, level.rate)) {
    const [points, under] = scored.rate(chapter) ?? [0n, 0n];
    const { n, d } = ratioOf(rate);
    const enough = !under || reaches(scored, points * d, under * n);
    const now = rateText(points, under);
    tests.push(tested(`rate:${chapter}`, ratioText({ n, d }), now, enough, level));
  }
  return tests;
}

function reaches({ low }: Scored, have: bigint, bound: bigint): boolean {
  return low ? have <= bound : have >= bound;
}

/** A single rate holds for every chapter. */
function ratesOf(bundle: Bundle, raw: Json | undefined): [string, string][] {
  if (typeof raw === "string") return bundle.chapters.map((chapter) => [chapter.id, raw]);
  return isObject(raw) ? Object.entries(raw).map(([id, rate]) => [id, String(rate)]) : [];
}

/** The hard conditions of a level (必备条件). */
export function hardTests(scored: Scored, level: Row): Tested[] {
  return rowsOf(level.require).filter((row) => inForce(scored, row)).map((row) => {
    const that: Condition = isObject(row.that) ? row.that : {};
    return tested(String(row.id), need(that), have(that, scored), holds(that, scored), row);
  });
}

/** One test with its ground, as the server prints it. */
export function tested(
  test: string,
  wanted: string,
  now: string,
  truth: Truth,
  ground: Row | object,
): Tested {
  const { clause = "", source = "", confidence = "provisional" } = ground as Partial<Test>;
  return { test, need: wanted, have: now, clause, source, confidence, holds: truth };
}
