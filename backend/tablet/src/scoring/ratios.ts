/** Sums and products of ratios (比率), exact; the denominator stays above nought. */

import type { Ratio } from "./numbers";

export function sumOf(ratios: Ratio[]): Ratio {
  return ratios.reduce((sum, { n, d }) => ({ n: sum.n * d + n * sum.d, d: sum.d * d }), {
    n: 0n,
    d: 1n,
  });
}

export function product(one: Ratio, other: Ratio): Ratio {
  return { n: one.n * other.n, d: one.d * other.d };
}

/** One ÷ other; the other is above nought. */
export function quotient(one: Ratio, other: Ratio): Ratio {
  return { n: one.n * other.d, d: one.d * other.n };
}

export function isBelow(one: Ratio, other: Ratio): boolean {
  return one.n * other.d < other.n * one.d;
}
