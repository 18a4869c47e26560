/** The visit in numbers and a provisional word (小结); the server's result alone counts. */

import type { ItemOutcome, ItemRow } from "../../app/desk.types";
import type { Bundle, Json, Words } from "../../core/types";
import type { Survey } from "../../scoring";
import { t } from "../words";

const OUTCOMES: ItemOutcome[] = [
  "pass", "fail", "not_applicable", "differs", "unclear", "not_answered",
];
const ALWAYS = new Set<ItemOutcome>(["pass", "fail", "not_answered"]);

/** How many items stand where; what is nowhere is left out, pass, fail and open always said. */
export function tallyOf(
  rows: readonly Pick<ItemRow, "outcome">[],
): { outcome: ItemOutcome; count: number }[] {
  return OUTCOMES
    .map((outcome) => ({ outcome, count: rows.filter((row) => row.outcome === outcome).length }))
    .filter(({ outcome, count }) => count > 0 || ALWAYS.has(outcome));
}

export interface Summary {
  /** The conclusion or the level; null while open answers could change it. */
  words: Words | string | null;
  clause: string;
  points: { points: string; most: string } | null;
  limits: (Words | string)[];
}

/** Conclusion where the checklist has conclusions, else level with points and what limits it. */
export function summaryOf(bundle: Bundle, seen: Pick<Survey, "conclusion" | "grade">): Summary {
  const { grade, conclusion } = seen;
  if (grade === null || !("total" in grade)) {
    const words = conclusion?.title ?? null;
    return { words, clause: conclusion?.clause ?? "", points: null, limits: [] };
  }
  const level = bundle.levels.find((one) => one["id"] === grade.level);
  return {
    words: grade.level === null ? null
      : wordsOf(level?.["title"]) ?? t("visit.level", { id: grade.level }),
    clause: typeof level?.["clause"] === "string" ? level["clause"] : "",
    points: { points: grade.total, most: grade.max },
    limits: grade.limited_by.map((id) => limitWords(bundle, id)),
  };
}

/** What a limit is called: a limiter, a hard condition of a level, or a veto item. */
function limitWords(bundle: Bundle, id: string): Words | string {
  type Row = { [key: string]: Json };
  const conditions = bundle.levels.flatMap((level) => (level["require"] ?? []) as Row[]);
  const named = [...bundle.limits, ...conditions].find((one) => one["id"] === id);
  const item = bundle.chapters.flatMap((chapter) => chapter.items).find((one) => one.id === id);
  return wordsOf(named?.["title"]) ?? item?.title ?? id;
}

function wordsOf(value: Json | undefined): Words | string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { zh, en } = value;
  return typeof zh === "string" ? { zh, en: typeof en === "string" ? en : zh } : null;
}
