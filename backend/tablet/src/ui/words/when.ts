/** Times, days and sizes as people say them, in the language of the tablet. */

import { language, t } from "./index";

const ZONE = "Asia/Shanghai"; // the office's clock, wherever the tablet thinks it is
const KIB = 1024;
const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;

function locale(): string {
  return language.value === "zh" ? "zh-CN" : "en-GB";
}

function part(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: ZONE, ...options }).format(date);
}

/** The civil date in Shanghai, YYYY-MM-DD. */
export function civil(date: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(date);
}

/** 11月26日; with the year where it is not the year of `now`. */
export function day(iso: string, now?: Date): string {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00+08:00` : iso);
  const other = now !== undefined && civil(date).slice(0, 4) !== civil(now).slice(0, 4);
  if (language.value === "zh") {
    return part(date, { ...(other ? { year: "numeric" } : {}), month: "long", day: "numeric" });
  }
  return part(date, { ...(other ? { year: "numeric" } : {}), month: "short", day: "numeric" });
}

/** 14:05. */
export function clock(iso: string): string {
  return part(new Date(iso), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** 14:05 on the day of `now`, else 11月26日 14:05. */
export function moment(iso: string, now?: Date): string {
  if (now && civil(new Date(iso)) === civil(now)) return clock(iso);
  return `${day(iso, now)} ${clock(iso)}`;
}

/** How long ago, in words; the near future counts as now. */
export function ago(iso: string, now: Date): string {
  const past = now.getTime() - new Date(iso).getTime();
  if (past < MINUTE) return t("shell.just-now");
  if (past < 60 * MINUTE) return t("shell.minutes-ago", { n: Math.floor(past / MINUTE) });
  if (past < DAY_MS) return t("shell.hours-ago", { n: Math.floor(past / (60 * MINUTE)) });
  return t("shell.days-ago", { n: Math.floor(past / DAY_MS) });
}

/** Calendar days from the day of `now` to this day; negative once it is over. */
export function daysUntil(dayText: string, now: Date): number {
  const at = Date.parse(`${dayText}T00:00:00Z`);
  return Math.round((at - Date.parse(`${civil(now)}T00:00:00Z`)) / DAY_MS);
}

/** 3.4 MB. */
export function bytes(n: number): string {
  if (n < KIB) return `${n} B`;
  if (n < KIB * KIB) return `${Math.round(n / KIB)} KB`;
  if (n < KIB * KIB * KIB) return `${(n / KIB / KIB).toFixed(1)} MB`;
  return `${(n / KIB / KIB / KIB).toFixed(1)} GB`;
}

/** 1,204; both languages group alike, and making a formatter takes long on a slow tablet. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** As count, but 12.8万 where room is short. */
export function roughly(n: number): string {
  if (n < 10_000) return count(n);
  const short = { notation: "compact", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale(), short).format(n);
}
