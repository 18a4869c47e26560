/** Conditions on facts, answers and sums (条件): true, false, or null where something is missing. */

import type { Condition, Json } from "../core/types";
import { countedOf, extremeOf } from "./counts";
import { isObject, rowsOf } from "./fault";
import { micro, ONE, plain, ratioOf, type Micro, type Ratio } from "./numbers";
import type { Value } from "./rules/base";

export type Truth = boolean | null;
export type Sign = "at_least" | "at_most" | "above" | "below";
export type Selection = { [mark: string]: Json };

/** What a condition may look at; `failed`: how many selected items fail, how many are open. */
export interface View {
  fact(name: string): Value;
  context(name: string): Value;
  answer(code: string): Value;
  points(of: string): Micro | null;
  rate(of: string): [Micro, Micro] | null;
  total(): Ratio;
  failed(selection: Selection): [number, number];
  rating(id: string): string | null;
  score(id: string): Micro | null;
}

export const SIGNS: Sign[] = ["at_least", "at_most", "above", "below"];
export const KINDS = [
  "fact", "context", "answer", "points", "rate", "total", "rating", "score",
] as const;

export function holds(condition: Condition, view: View): Truth {
  if (condition.all) return both(rowsOf(condition.all), view, false);
  if (condition.any) return both(rowsOf(condition.any), view, true);
  if (isObject(condition.not)) return opposite(holds(condition.not, view));
  const counted = countedOf(condition, view);
  if (counted) return sure(counted, ...testOf(condition));
  const among = amongOf(condition);
  if (among) return isAmong(lookedUp(condition, view), among);
  const pair = overUnder(condition, view);
  return pair && compare(pair, ...testOf(condition));
}

/** All parts hold (`decides` false), or any does (`decides` true). */
function both(parts: Condition[], view: View, decides: boolean): Truth {
  const truths = parts.map((part) => holds(part, view));
  if (truths.includes(decides)) return decides;
  return truths.includes(null) ? null : !decides;
}

function opposite(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

/** The texts of `is` or `in`; null where a number is compared. */
export function amongOf({ is, in: listed }: Condition): string[] | null {
  if (Array.isArray(listed)) return listed.map(String);
  return is === undefined ? null : [String(is)];
}

function isAmong(value: Value, among: string[]): Truth {
  if (value === null) return null;
  if (Array.isArray(value)) return value.some((text) => among.includes(text));
  return among.includes(typeof value === "bigint" ? plain(value) : value);
}

export function lookedUp(condition: Condition, view: View): Value {
  if ("fact" in condition) return view.fact(String(condition.fact));
  if ("context" in condition) return view.context(String(condition.context));
  if ("answer" in condition) return view.answer(String(condition.answer));
  if ("rating" in condition) return view.rating(String(condition.rating));
  if ("score" in condition) return view.score(String(condition.score));
  if ("most" in condition || "least" in condition) return extremeOf(condition, view);
  return view.points(String(condition.points));
}

/** The comparison and its bound; a count alone means at least one. */
export function testOf(condition: Condition): [Sign, Ratio] {
  const sign = SIGNS.find((one) => one in condition) ?? "at_least";
  return [sign, ratioOf(String(condition[sign] ?? "1"))];
}

/** What is compared, over and under the line, both in the same unit; null where missing. */
export function overUnder(condition: Condition, view: View): [bigint, bigint] | null {
  if ("total" in condition) return [view.total().n, view.total().d];
  if ("rate" in condition) return view.rate(String(condition.rate));
  const over = lookedUp(condition, view);
  if (typeof over !== "bigint") return null;
  if (condition.per === undefined) return [over, ONE];
  const under = view.fact(String(condition.per));
  if (typeof under !== "bigint") return null;
  const { per_at_least: least } = condition;
  const floor = least === undefined ? under : micro(String(least));
  return [over, floor > under ? floor : under];
}

/** Cross-multiplied, never divided. */
function compare([over, under]: [bigint, bigint], sign: Sign, bound: Ratio): boolean {
  const [left, right] = [over * bound.d, under * bound.n];
  if (sign === "at_least") return left >= right;
  if (sign === "at_most") return left <= right;
  return sign === "above" ? left > right : left < right;
}

/** Whether a count meets its bound; null while the open ones could change that. */
function sure([count, open]: [number, number], sign: Sign, bound: Ratio): Truth {
  const now = compare([BigInt(count), 1n], sign, bound);
  return now === compare([BigInt(count + open), 1n], sign, bound) ? now : null;
}
