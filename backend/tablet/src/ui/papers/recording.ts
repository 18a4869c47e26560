/** From the officers' form to the context of the record, and back (笔录内容). */

import type { Bundle, Moment, Package, VisitState } from "../../core/types";
import {
  civilDay, day, isSaid, NO_RECUSAL, oneLine, RATING, ratingContext, READING, RECORD,
  recordContext, voiceOf,
} from "../../papers";
import type { PaperContext, RecordForm, RecordRow, Voice } from "../../papers";
import { isUnattended } from "./draft";
import type { RecordDraft, RefusedWhat } from "./draft";
import {
  AGREED, NOBODY, NOT_CARRIED_OUT, OUTCOMES, REFUSALS, refusalSentence, refusedSentence,
} from "./sentences";

/** Which record a visit of this nature makes: 现场检查笔录 or 现场评定记录. */
export function recordKind(
  { nature }: Pick<Package, "nature">,
): typeof RECORD | typeof RATING {
  return nature.may_grade ? RATING : RECORD;
}

/** The opinion as the text says it. */
export function opinionOf(draft: Pick<RecordDraft, "opinion">, voice: Voice): string {
  const { kind, words, witness } = draft.opinion;
  if (kind === "agree") return voice(AGREED);
  return kind === "refuse" ? refusedSentence(words.trim(), witness.trim()) : words.trim();
}

export function formOf(
  draft: RecordDraft, { number, at }: Made, voice: Voice,
): RecordForm {
  const { corrections, observed } = draft;
  if (isUnattended(draft)) return { number, at, corrections: [], observed, ...nobody(voice) };
  return {
    number,
    at,
    corrections,
    observed,
    representative: draft.representative,
    post: draft.post,
    recusal: draft.recusal === "yes" ? draft.recusalWords : NO_RECUSAL,
    reading: voice(READING[draft.reading]),
    opinion: opinionOf(draft, voice),
  };
}

interface Made {
  number: string;
  at: Moment | Date;
}

function nobody(voice: Voice) {
  const { representative, post, recusal, reading, opinion } = NOBODY;
  return {
    representative, post,
    recusal: voice(recusal), reading: voice(reading), opinion: voice(opinion),
  };
}

/** The context: what papers/record.ts writes, and how the home met the officers. */
export function recordOf(
  { package: pkg, bundle }: Ground, state: VisitState, rows: readonly RecordRow[],
  draft: RecordDraft, made: Made,
): PaperContext {
  const voice = voiceOf(pkg.nature);
  const form = formOf(draft, made, voice);
  const context = recordKind(pkg) === RATING
    ? ratingContext(pkg, bundle, state, rows, form)
    : recordContext(pkg, state, rows, form);
  const items = context["items"] as PaperContext[];
  const told = actsOf(draft, day(civilDay(made.at)), voice);
  const acts = told.map((act, at) => ({ n: String(items.length + at + 1), ...act }));
  return { ...context, items: [...items, ...acts] };
}

interface Ground {
  package: Package;
  bundle: Bundle;
}

/** Refusals of entry and of documents, and why the visit was no normal one, as entries. */
function actsOf(draft: RecordDraft, today: string, voice: Voice) {
  const refusals = draft.refusals.map((act) => ({
    title: voice(REFUSALS[act.what].title),
    result: voice(REFUSALS[act.what].result),
    observed: oneLine(refusalSentence(`${today}${hourOf(act.time)}`, act.words, act.witness)),
  }));
  if (!draft.outcome?.code) return refusals;
  const { code, note } = draft.outcome;
  const ended = {
    title: voice(NOT_CARRIED_OUT), result: voice(OUTCOMES[code]), observed: oneLine(note),
  };
  return [...refusals, { ...ended, observed: ended.observed || ended.result }];
}

/** 9:05 → 9时05分. */
export function hourOf(time: string): string {
  const [hour, minutes] = time.split(":");
  return `${Number(hour)}时${minutes ?? "00"}分`;
}

/** What is proposed for each failing item where the officer writes nothing of his own.
 *
 * A rating's record lists no failing items.
 */
export function proposals(
  pkg: Package, state: VisitState, rows: readonly RecordRow[], draft: RecordDraft, at: Date,
): Map<string, string> {
  if (recordKind(pkg) === RATING) return new Map();
  const form = { ...formOf(draft, { number: "", at }, voiceOf(pkg.nature)), observed: {} };
  const items = recordContext(pkg, state, rows, form)["items"] as PaperContext[];
  const failing = rows.filter((row) => row.outcome === "fail");
  return new Map(failing.map((row, n) => [row.item.id, String(items[n]?.["observed"] ?? "")]));
}

export type Lack =
  | "representative" | "post" | "recusal" | "recusal-words" | "outcome" | "outcome-note"
  | "refusal" | "opinion";

/** What the form still lacks, in the order of the form. */
export function lacksOf(draft: RecordDraft): Lack[] {
  const { opinion, outcome } = draft;
  const blank = (words: string) => words.trim() === "";
  const there = !isUnattended(draft);
  const found: [Lack, boolean][] = [
    ["outcome", outcome?.code === ""],
    ["outcome-note", outcome !== null && !toldBy(draft) && blank(outcome.note)],
    ["refusal", draft.refusals.some((one) => [one.words, one.time, one.witness].some(blank))],
    ["representative", there && blank(draft.representative)],
    ["post", there && blank(draft.post)],
    ["recusal", there && draft.recusal === ""],
    ["recusal-words", there && draft.recusal === "yes" && blank(draft.recusalWords)],
    ["opinion", there && opinion.kind !== "agree" && blank(opinion.words)],
    ["opinion", there && opinion.kind === "refuse" && blank(opinion.witness)],
  ];
  return found.filter(([, holds]) => holds).map(([name]) => name);
}

/** A refusal of entry or documents tells by itself why the visit was no normal one. */
function toldBy({ outcome, refusals }: RecordDraft): boolean {
  return outcome?.code === "cooperation-refused" && refusals.length > 0;
}

/** Which refusal an entry of the record tells of. */
export function refusalIn(title: string): RefusedWhat | null {
  const found = Object.entries(REFUSALS).find(([, words]) => isSaid(title, words.title));
  return (found?.[0] as RefusedWhat | undefined) ?? null;
}
