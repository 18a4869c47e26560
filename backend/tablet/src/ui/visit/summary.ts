/** The visit in numbers and a provisional word (小结); the server's result alone counts. */

import type { ItemOutcome, ItemRow } from "../../app/desk.types";
import type { Bundle, Json, Words } from "../../core/types";
import { rowsOf, type LevelGrade, type RatingGrade, type Survey } from "../../scoring";
import { said, t } from "../words";

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

type Name = Words | string;
type Row = { [key: string]: Json };

/** A rating of its own (分项评级), where it stands and what limits or moves it. */
export interface RatingLine {
  title: Name;
  level: Name;
  limits: Name[];
  moves: Name[];
}

export interface Summary {
  /** The conclusion or the level; null where there is none. */
  words: Name | null;
  /** What is said where there is none. */
  none: Name;
  /** Why this version never is in force for a real round; empty where it may be. */
  note: string;
  clause: string;
  points: { points: string; most: string } | null;
  /** Points are faults. */
  low: boolean;
  limits: Name[];
  /** Steps that moved the level up or down. */
  moves: Name[];
  ratings: RatingLine[];
}

type Seen = Pick<Survey, "conclusion" | "grade"> & Partial<Pick<Survey, "incomplete">>;

/** Conclusion where the checklist has conclusions, else level with points and what limits it. */
export function summaryOf(bundle: Bundle, { grade, conclusion, incomplete }: Seen): Summary {
  const note = noteOf(bundle);
  const bare = { low: false, points: null, limits: [], moves: [], ratings: [], note };
  if (incomplete) {
    const why = { why: said(incomplete) };
    return { ...bare, words: null, none: t("visit.may-not-grade", why), clause: "" };
  }
  if (grade === null || !("total" in grade)) {
    const words = conclusion?.title ?? null;
    const clause = conclusion?.clause ?? "";
    return { ...bare, words, none: t("visit.no-conclusion"), clause };
  }
  return leveled(bundle, grade);
}

function leveled(bundle: Bundle, grade: LevelGrade): Summary {
  const { ratings = [], adjust = [], level_word: word = "级" } = bundle;
  const level = byId(bundle.levels, grade.level ?? "");
  const rules = [...bundle.limits, ...bundle.levels.flatMap((one) => rowsOf(one["require"]))];
  const name = nameIn(bundle, [...rules, ...adjust]);
  const ranked = grade.level_by_points === null && isRanked(bundle);
  return {
    words: grade.level === null ? null : levelName(word, level, grade.level),
    none: t(ranked ? "visit.ranked-later" : "visit.no-level"),
    note: noteOf(bundle),
    clause: typeof level?.["clause"] === "string" ? level["clause"] : "",
    points: { points: grade.total, most: grade.max },
    low: bundle.settings.good === "low",
    limits: grade.limited_by.map(name),
    moves: (grade.adjusted ?? []).map(name),
    ratings: ratings.flatMap((row) => {
      const stood = grade.ratings?.[String(row["id"])];
      return stood ? [lineOf(bundle, row, stood)] : [];
    }),
  };
}

function lineOf(bundle: Bundle, row: Row, stood: RatingGrade): RatingLine {
  const { level, limited_by: limited, adjusted } = stood;
  const mark = byId(rowsOf(row["levels"]), level ?? "");
  const name = nameIn(bundle, [...rowsOf(row["limits"]), ...rowsOf(row["adjust"])]);
  const counted = /^\d+$/.test(level ?? "") ? bundle.level_word : null;
  return {
    title: wordsOf(row["title"]) ?? String(row["id"]),
    level: level === null ? t("visit.rating-none") : levelName(counted ?? null, mark, level),
    limits: limited.map(name),
    moves: adjusted.map(name),
  };
}

function noteOf({ demonstration: why }: Bundle): string {
  return why ? t("visit.demonstration", { why: said(why) }) : "";
}

/** Whether places in a population give the level: they are known on the server only. */
function isRanked({ base = {}, ratings = [] }: Bundle): boolean {
  const [way] = Object.keys(base);
  return way === "cuts" || (way !== undefined && ratings.some((one) => "cuts" in one));
}

/** A level's title; else its id with the word of the standard (级, 星), where there is one. */
function levelName(word: string | null, level: Row | undefined, id: string): Name {
  const title = wordsOf(level?.["title"]);
  if (title || word === null) return title ?? id;
  return t(word === "星" ? "visit.stars" : "visit.level", { id });
}

/** What a limiter, hard condition, step or veto item is called. */
function nameIn(bundle: Bundle, rules: Row[]): (id: string) => Name {
  const items = bundle.chapters.flatMap((chapter) => chapter.items);
  return (id) =>
    wordsOf(byId(rules, id)?.["title"]) ?? items.find((one) => one.id === id)?.title ?? id;
}

function byId(rows: Row[], id: string): Row | undefined {
  return rows.find((one) => one["id"] === id);
}

function wordsOf(value: Json | undefined): Name | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { zh, en } = value;
  return typeof zh === "string" ? { zh, en: typeof en === "string" ? en : zh } : null;
}
