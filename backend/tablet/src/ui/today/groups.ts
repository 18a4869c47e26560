/** Today's visits in their groups (今日检查分组): what to do with each, from what is known here. */

import type { VisitLine } from "../../app/session.types";
import { daysUntil } from "../words/when";

export type Group = "in-progress" | "ready" | "to-download" | "waiting" | "closed";
export const GROUPS: Group[] = ["in-progress", "ready", "to-download", "waiting", "closed"];

const OVER = new Set(["locked", "concluded", "cancelled"]);

/** Where a visit belongs. Locked here but not yet by the server: it waits for its evidence. */
export function groupOf(line: VisitLine): Group {
  if (OVER.has(line.brief.state)) return "closed";
  if (line.lockedHere) return "waiting";
  if (!line.ready) return "to-download";
  return line.brief.state === "open" || line.waiting > 0 ? "in-progress" : "ready";
}

/** Groups that have visits, each by the end of its window; closed ones latest first. */
export function grouped(lines: readonly VisitLine[]): { group: Group; lines: VisitLine[] }[] {
  const by = ({ brief: a }: VisitLine, { brief: b }: VisitLine): number =>
    a.window_until.localeCompare(b.window_until) || a.id.localeCompare(b.id);
  return GROUPS.map((group) => {
    const own = lines.filter((line) => groupOf(line) === group).sort(by);
    return { group, lines: group === "closed" ? own.reverse() : own };
  }).filter(({ lines: own }) => own.length > 0);
}

export type Term =
  | { is: "from"; days: number }
  | { is: "today" }
  | { is: "left"; days: number }
  | { is: "over"; days: number };

/** How the window of a visit stands on this day. */
export function termOf(line: VisitLine, now: Date): Term {
  const before = daysUntil(line.brief.window_from, now);
  if (before > 0) return { is: "from", days: before };
  const left = daysUntil(line.brief.window_until, now);
  if (left < 0) return { is: "over", days: -left };
  return left === 0 ? { is: "today" } : { is: "left", days: left };
}

/** Officers of the visit who are not yet let in on this tablet. */
export function unverified(line: VisitLine): { id: string; name: string; is_lead: boolean }[] {
  return (line.brief.officers ?? []).filter(({ id }) => !line.keys.includes(id));
}

/** PINs that everybody tries first: one digit throughout, or a run of digits. */
export function weakPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at]));
  return new Set(steps).size === 1 && Math.abs(steps[0] ?? 2) <= 1;
}
