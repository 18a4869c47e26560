/** The weighted sum (加权合计) that a rating or cut points rest on. */

import type { Json } from "../core/types";
import type { Scored } from "./engine";
import { isObject, rowsOf } from "./fault";
import type { Row } from "./level_tests";
import { micro, ONE, plain, ratioOf, roundedTo, type Micro, type Ratio } from "./numbers";
import { product, quotient, sumOf } from "./ratios";

/** A list, or `{of: list, missing: word}`. */
export function listed(raw: Json | undefined): { of: Json[]; missing: string } {
  const of = isObject(raw) ? raw.of : raw;
  const missing = isObject(raw) ? String(raw.missing) : "none";
  return { of: Array.isArray(of) ? of : [], missing };
}

/** The sum; null where a missing part leaves no value. */
export function measured(scored: Scored, raw: Json | undefined): Ratio | null {
  const { of, missing } = listed(raw);
  const terms = rowsOf(of).map((row) => ({
    times: ratioOf(String(row.times ?? "1")),
    value: valueOf(scored, row),
  }));
  const there = terms.flatMap(({ times, value }) => (value ? { times, value } : []));
  const sum = sumOf(there.map(({ times, value }) => product(times, value)));
  if (there.length === terms.length || missing === "zero") return sum;
  if (!there.length || missing === "none") return null;
  return quotient(product(sum, weight(terms)), weight(there));
}

function weight(terms: { times: Ratio }[]): Ratio {
  return sumOf(terms.map(({ times }) => times));
}

/** A value for print: six decimals at most, half up. */
export function valueText(value: Ratio | null): string {
  return value ? plain(roundedTo(value, 6)) : "missing";
}

/** A part's points, a rate as a share 0..1, a rating's score or a fact; null where missing. */
function valueOf(scored: Scored, term: Row): Ratio | null {
  if (term.score !== undefined) return counted(scored.score(String(term.score)));
  if (term.fact !== undefined) {
    const fact = scored.fact(String(term.fact));
    return counted(typeof fact === "bigint" ? fact : null);
  }
  const [points, under] = scored.rate(String(term.points ?? term.rate)) ?? [0n, 0n];
  if (!under) return null;
  return { n: points, d: term.rate === undefined ? ONE : under };
}

function counted(value: Micro | null): Ratio | null {
  return value === null ? null : { n: value, d: ONE };
}

/** The score of a level in further sums. */
export function scoreOf(mark: Row | null): Micro | null {
  return mark?.score === undefined ? null : micro(String(mark.score));
}
