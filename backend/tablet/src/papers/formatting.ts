/** Dates, terms and lines as a paper writes them; shared with the server by vectors.json (格式). */

import type { Day, Moment } from "../core/types";

export type TermUnit = "working_day" | "day" | "hour";

const UNITS: { [unit in TermUnit]: string } = {
  working_day: "个工作日",
  day: "日",
  hour: "小时",
};
const SHANGHAI_MS = 8 * 3_600_000; // no summer time since 1991

/** Write a civil date: 2026年11月23日. */
export function day(value: Day): string {
  const [year, month, date] = value.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** Write a moment as the clock in Shanghai shows it: 2026年11月23日9时05分. */
export function minute(value: Moment | Date): string {
  const local = shanghai(value);
  const minutes = String(local.getUTCMinutes()).padStart(2, "0");
  return `${day(civilDay(value))}${local.getUTCHours()}时${minutes}分`;
}

/** The civil day of a moment in Shanghai, YYYY-MM-DD. */
export function civilDay(value: Moment | Date): Day {
  return shanghai(value).toISOString().slice(0, 10);
}

/** Write a term: 10个工作日. */
export function term(amount: number, unit: TermUnit): string {
  return `${amount}${UNITS[unit]}`;
}

/** Write the number of a paper: 哈里民检录〔2026〕1号; a 检 ending the mark is said once. */
export function paperNumber(mark: string, word: string, year: number, n: number): string {
  return `${mark.replace(/检$/, "")}${word}〔${year}〕${n}号`;
}

/** Make free words fit for a paper: NFC, one line, no control characters. */
export function oneLine(words: string): string {
  const spaced = words.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}]/gu, " ");
  return spaced.replace(/^ +| +$/g, "").normalize("NFC");
}

function shanghai(value: Moment | Date): Date {
  return new Date(new Date(value).getTime() + SHANGHAI_MS);
}
