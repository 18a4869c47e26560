// A point in time, ISO 8601 with its offset; gives its civil date there.

import type { Value } from "./json";
import { Refusal } from "./refusal";
import { isDay } from "./shape";
import { shown } from "./shown";

const DATE = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2})(?!\d)|(\d{4})-?W(\d{2})(?:-?([1-7]))?)/;
const TIME = /^(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?$/;
const ZONE = /(?:Z|[+-](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?)$/;

export function dateOf(raw: Value, place: string): string {
  const found = typeof raw === "string" ? read(raw) : null;
  if (found) return found;
  const wanted = "a time with offset such as 2026-03-02T09:00:00+08:00";
  throw new Refusal("bad-time", place, wanted, shown(raw), "write such a time");
}

function read(raw: string): string | null {
  const date = DATE.exec(raw);
  const zone = ZONE.exec(raw);
  if (!date || !zone) return null;
  const between = raw.slice(date[0].length, raw.length - zone[0].length);
  const time = TIME.exec(Array.from(between).slice(1).join(""));
  if (!time || !within(time[1], time[2], time[3]) || !within(zone[1], zone[2], zone[3])) return null;
  return date[7] ? ofWeek(Number(date[7]), Number(date[8]), Number(date[9] ?? 1)) : plain(date);
}

function within(hour = "0", minute = "0", second = "0"): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function plain(date: RegExpExecArray): string | null {
  const [year = "", month = "", on = ""] = date[1] ? date.slice(1, 4) : date.slice(4, 7);
  return isDay(Number(year), Number(month), Number(on)) ? `${year}-${month}-${on}` : null;
}

/** The day of an ISO week; week 53 only in the years that have one. */
function ofWeek(year: number, week: number, weekday: number): string | null {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  const found = new Date(monday + ((week - 1) * 7 + weekday - 1) * 86_400_000);
  const thursday = new Date(monday + ((week - 1) * 7 + 3) * 86_400_000);
  return week >= 1 && thursday.getUTCFullYear() === year ? found.toISOString().slice(0, 10) : null;
}
