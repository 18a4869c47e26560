/** Exact numbers (精确数): millionths and ratios in BigInt; never a float, never a quotient. */

import type { Json } from "../core/types";
import { AnswerFault, shown } from "./fault";

/** A decimal in millionths; six decimals are all that the format admits. */
export type Micro = bigint;
export interface Ratio {
  n: bigint;
  d: bigint;
}
export type RoundingMode = "half_up" | "half_even" | "down";
export interface Rounding {
  decimals: number;
  mode: RoundingMode;
}

export const ONE: Micro = 1_000_000n;
const PLAIN = /^-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?$/;
const RATIO = /^([0-9]{1,9})\/([1-9][0-9]{0,8})$/;

/** Read a decimal of the checklist itself, whose form was checked when it was published. */
export function micro(text: string): Micro {
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole) * ONE + BigInt(part.padEnd(6, "0"));
  return text.startsWith("-") ? -size : size;
}

/** Read a decimal from outside: text or a whole number below 10^9. Throws `bad-number`. */
export function decimalOf(raw: Json | undefined, place: string, least: 0 | null = 0): Micro {
  const text = Number.isSafeInteger(raw) ? String(raw) : raw;
  const value = typeof text === "string" && PLAIN.test(text) ? micro(text) : null;
  if (value !== null && (least === null || value >= 0n)) return value;
  throw new AnswerFault(
    "bad-number",
    place,
    `a decimal${least === null ? "" : " from 0 upwards"}, below 10^9, at most six decimals`,
    shown(raw),
    'write it plainly, such as "12.5"',
  );
}

/** Read a count: a whole number from 0 to a million. Throws `bad-count`. */
export function wholeOf(raw: Json | undefined, place: string, most = 1_000_000): bigint {
  if (typeof raw === "number" && Number.isInteger(raw) && raw >= 0 && raw <= most) {
    return BigInt(raw);
  }
  const expected = `a whole number from 0 to ${most}`;
  throw new AnswerFault("bad-count", place, expected, shown(raw), "count again");
}

/** Read a decimal or a ratio written as "1/8". */
export function ratioOf(text: string): Ratio {
  const match = RATIO.exec(text);
  if (match) return { n: BigInt(match[1] ?? ""), d: BigInt(match[2] ?? "") };
  return { n: micro(text), d: ONE };
}

/** Print without trailing zeros. */
export function plain(value: Micro): string {
  const size = value < 0n ? -value : value;
  const part = (size % ONE).toString().padStart(6, "0").replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${size / ONE}${part && `.${part}`}`;
}

/** Print a ratio as a decimal where that is exact, else as a/b in lowest terms. */
export function ratioText({ n, d }: Ratio): string {
  if ((n * ONE) % d === 0n) return plain((n * ONE) / d);
  const common = divisor(n < 0n ? -n : n, d);
  return `${n / common}/${d / common}`;
}

/** The rate (得分率) with six digits, half up, for print only; empty without a denominator. */
export function rateText(points: Micro, applicable: Micro): string {
  if (!applicable) return "";
  const rate = roundedTo({ n: points, d: applicable }, 6);
  return `${rate / ONE}.${(rate % ONE).toString().padStart(6, "0")}`;
}

/** Round by whole-number arithmetic only; the denominator is above nought. */
export function roundedTo(ratio: Ratio, decimals: number, mode: RoundingMode = "half_up"): Micro {
  const { n, d } = ratio;
  const scaled = (n < 0n ? -n : n) * 10n ** BigInt(decimals);
  const whole = scaled / d;
  const twice = 2n * (scaled % d);
  const up = twice > d || (twice === d && (mode === "half_up" || whole % 2n === 1n));
  const size = (whole + (up && mode !== "down" ? 1n : 0n)) * 10n ** BigInt(6 - decimals);
  return n < 0n ? -size : size;
}

export function least(one: Micro, other: Micro): Micro {
  return one < other ? one : other;
}

function divisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : divisor(other, one % other);
}
