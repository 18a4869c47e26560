/** Everything 现场评定记录 says (现场评定记录): who assessed what, points by chapter, no level. */

import type { Bundle, Chapter, Item, Json, Package, Uuid, VisitState } from "../core/types";
import { gradingContext, survey, type ChapterGrade } from "../scoring";
import type { PaperContext } from "./context";
import { oneLine } from "./formatting";
import { framed, presentSeats, type RecordForm, type RecordRow } from "./record";

export const RATING = "rating-record";
const NONE = "无";
/** So many titles or labels are listed by name. */
const MOST = 40;
const JUDGED = new Set(["pass", "fail", "not_applicable"]);

/** The context of the record, in the shape of rating-record/context.schema.json. */
export function ratingContext(
  pack: Package, bundle: Bundle, state: VisitState, rows: readonly RecordRow[], form: RecordForm,
): PaperContext {
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const seats = presentSeats(pack, state);
  const photos = [...state.evidence.values()].filter((one) => one.kind === "photo" && !one.removed);
  const outside = count("not_applicable");
  const assessed = count("pass") + count("fail");
  return {
    ...(pack.words[RATING] as PaperContext),
    ...(seats ? { assessors: seats } : {}),
    ...framed(state, form),
    total: String(rows.length),
    assessed: String(assessed),
    not_applicable: String(outside),
    not_assessed: String(rows.length - assessed - outside),
    chapters: chaptersOf(pack, bundle, state, rows),
    samples: samplesOf(bundle, state),
    photos: String(photos.length),
    items: [],
  };
}

function chaptersOf(
  pack: Package, bundle: Bundle, state: VisitState, rows: readonly RecordRow[],
): PaperContext[] {
  const { answers, facts } = state.adopted;
  const { grade } = survey(bundle, { answers, facts, context: gradingContext(pack, state) });
  const points = grade && "chapters" in grade ? grade.chapters : {};
  const fixed = (pack.words[RATING]?.["chapters"] ?? []) as PaperContext[];
  return bundle.chapters.map((chapter, n) => {
    const items = new Set(chapter.items.map(({ id }) => id));
    const own = rows.filter(({ item }) => items.has(item.id));
    return {
      n: String(n + 1),
      title: oneLine(chapter.title.zh),
      assessor: NONE,
      ...fixed[n],
      by: authorsOf(pack, state, chapter),
      score: scoreOf(points[chapter.id], own),
      open: openOf(own),
    };
  });
}

function authorsOf(pack: Package, { answers }: VisitState, { items }: Chapter): string {
  const wrote = new Set<Uuid>(items.flatMap(({ id }) => [...(answers.get(id)?.keys() ?? [])]));
  return pack.officers.filter(({ id }) => wrote.has(id)).map(({ name }) => name).join("、") || NONE;
}

function scoreOf(grade: ChapterGrade | undefined, rows: readonly RecordRow[]): string {
  if (!grade) return "尚不能合计";
  if (grade.max !== "0") return `得${grade.points}分，适用满分${grade.applicable}分`;
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return `不计分，符合${count("pass")}项，不符合${count("fail")}项`;
}

/** What was not looked at, by its titles. */
function openOf(rows: readonly RecordRow[]): string {
  const left = rows.filter(({ outcome }) => !JUDGED.has(outcome));
  if (!left.length) return NONE;
  if (left.length === rows.length) return `全部${left.length}项`;
  const titles = left.map(({ item }) => oneLine(item.title.zh));
  return `${left.length}项：${listed(titles, "；")}`;
}

function listed(words: readonly string[], between: string): string {
  return words.slice(0, MOST).join(between) + (words.length > MOST ? "等" : "");
}

/** What was drawn or looked at in part, by the order of the checklist. */
function samplesOf({ chapters }: Bundle, state: VisitState): PaperContext[] {
  const rows = chapters.flatMap(({ items }) => items.flatMap((item) => sampleOf(item, state)));
  return rows.map((row, n) => ({ n: String(n + 1), ...row }));
}

function sampleOf(item: Item, { samples, adopted }: VisitState): PaperContext[] {
  const drawn = samples.get(item.id)?.at(-1);
  const value = item.rule === "sampled_share" ? adopted.answers[item.id] : undefined;
  const bare = isObject(value) && isObject(value["value"]) ? value["value"] : value;
  const counted = isObject(bare) && "looked_at" in bare ? bare : null;
  if (!drawn && !counted) return [];
  return [{
    title: oneLine(item.title.zh),
    drawn: drawn !== undefined,
    frame: drawn ? `从${drawn.frame.length}个对象中随机抽取${drawn.size}个` : "",
    chosen: drawn ? oneLine(listed(drawn.chosen, "、")) : "",
    result: counted ? `抽查${counted["looked_at"]}，合格${counted["passed"]}` : "未填写",
  }];
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
