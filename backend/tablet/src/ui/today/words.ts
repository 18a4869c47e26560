/** A visit of the list in words: state, clock, what is unsent. */

import type { VisitLine } from "../../app/session.types";
import type { State } from "../parts/tone";
import { t } from "../words";
import { count, day } from "../words/when";
import { groupOf, termOf } from "./groups";

const SOON_DAYS = 3;

export function stateOf(line: VisitLine): State {
  const { state } = line.brief;
  if (line.disputed) {
    return { tone: "late", words: t("today.disputed", { n: line.disputed }) };
  }
  if (state === "concluded") return { tone: "ok", words: t("today.concluded") };
  if (state === "locked") return { tone: "ok", icon: "lock", words: t("today.locked") };
  if (state === "cancelled") return { tone: "plain", words: t("today.cancelled"), icon: "x" };
  if (line.lockedHere) return { tone: "due", icon: "lock", words: t("today.locked-here") };
  const group = groupOf(line);
  if (state === "open" || group === "in-progress") {
    return { tone: "accent", icon: "pen-line", words: t("today.state-open") };
  }
  if (line.ready) return { tone: "ok", words: t("today.state-ready") };
  return { tone: "plain", icon: "download", words: t("today.state-far") };
}

/** The clock of the window; closed visits have none. */
export function clockOf(line: VisitLine, now: Date): State | undefined {
  if (groupOf(line) === "closed" || line.lockedHere) return undefined;
  const term = termOf(line, now);
  const until = day(line.brief.window_until, now);
  if (term.is === "from") {
    return { tone: "plain", words: t("today.due-from", { day: day(line.brief.window_from, now) }) };
  }
  if (term.is === "over") {
    return { tone: "late", words: t("today.due-over", { n: term.days, day: until }) };
  }
  if (term.is === "today") return { tone: "due", words: t("today.due-today") };
  const tone = term.days <= SOON_DAYS ? "due" : "plain";
  return { tone, words: t("today.due-in", { n: term.days, day: until }) };
}

/** Who holds it, the lead first and named. */
export function holders(line: VisitLine): string {
  const officers = [...(line.brief.officers ?? [])].sort((a, b) => +b.is_lead - +a.is_lead);
  return officers
    .map(({ name, is_lead }) =>
      is_lead ? t("shell.aside", { what: name, aside: t("today.lead") }) : name)
    .join(t("shell.list"));
}

/** What of it the server has not confirmed; empty when nothing. */
export function unsent(line: VisitLine): string {
  const records = line.waiting - line.photosWaiting;
  const parts = [
    records > 0 ? t("today.unsent-records", { n: count(records) }) : "",
    line.photosWaiting ? t("today.unsent-photos", { n: count(line.photosWaiting) }) : "",
  ].filter(Boolean);
  return parts.length ? t("today.unsent", { what: parts.join(t("shell.list")) }) : "";
}
