/** One visit graded provisionally (暂定评分): the numbers of the server, which alone count. */

import type { Bundle } from "../core/types";
import type { Visit } from "./answers";
import { conclusionOf } from "./conclusion";
import { Scored } from "./engine";
import { AnswerFault } from "./fault";
import { incompleteOf } from "./incomplete";
import { plain, rateText } from "./numbers";
import { totalText } from "./level_tests";
import type { Places } from "./placing";
import type { Judged } from "./points";
import { rateVisit, type Rating } from "./rating";
import type { RatingGrade } from "./standing";
import { readVisit } from "./visit";

interface Head {
  standard: string;
  version: string;
  digest: string;
  complete: boolean;
  provisional: boolean;
  /** A version that never is in force for a real round. */
  demonstration?: true;
  unanswered: string[];
}
export interface ChapterGrade {
  points: string;
  applicable: string;
  max: string;
  rate: string;
}
export interface LevelGrade extends Head, Rating {
  total: string;
  applicable: string;
  max: string;
  chapters: { [chapter: string]: ChapterGrade };
  /** The ratings of their own, where the checklist has any. */
  ratings?: { [rating: string]: RatingGrade };
}
export interface CheckGrade extends Head {
  conclusion: string | null;
  items: { [item: string]: Judged };
}

/** Grade a visit; with levels a level, else a conclusion.
 *
 * places: where the visit stands inside populations; without them cut points give no level.
 * Throws AnswerFault; `incomplete-standard` where the checklist may not grade yet.
 */
export function grade(bundle: Bundle, visit: Visit, places: Places = {}): LevelGrade | CheckGrade {
  const why = incompleteOf(bundle);
  if (!why) return gradeScored(new Scored(bundle, readVisit(bundle, visit), places));
  const place = `${bundle.standard} ${bundle.version}`;
  const todo = "load the official points and publish a version of your own";
  throw new AnswerFault("incomplete-standard", place, "points that add up", why.zh, todo);
}

export function gradeScored(scored: Scored): LevelGrade | CheckGrade {
  const { standard, version, digest, provisional, demonstration, levels } = scored.bundle;
  const { unanswered } = scored;
  const complete = unanswered.length === 0;
  const known = { standard, version, digest, complete, provisional, unanswered };
  const head: Head = demonstration ? { ...known, demonstration: true } : known;
  return levels.length ? { ...head, ...byLevel(scored) } : { ...head, ...byItem(scored) };
}

function byLevel(scored: Scored): Omit<LevelGrade, keyof Head> {
  const rows = [...scored.chapters.keys()].map((id) => [id, chapterOf(scored, id)] as const);
  return {
    ...rateVisit(scored),
    ...ratingsOf(scored),
    total: totalText(scored.total()),
    applicable: plain(scored.sum("applicable")),
    max: plain(scored.sum("full")),
    chapters: Object.fromEntries(rows),
  };
}

function byItem(scored: Scored): Omit<CheckGrade, keyof Head> {
  const rows = [...scored.items].map(([code, one]) => [code, one.outcome]);
  return { conclusion: conclusionOf(scored)?.id ?? null, items: Object.fromEntries(rows) };
}

/** How each rating of its own came out, where there are any. */
function ratingsOf(scored: Scored): Pick<LevelGrade, "ratings"> {
  const { ratings = [] } = scored.bundle;
  const rows = ratings.flatMap(({ id }) => {
    const stood = scored.stood(String(id));
    return stood ? [[String(id), stood.grade] as const] : [];
  });
  return rows.length ? { ratings: Object.fromEntries(rows) } : {};
}

function chapterOf(scored: Scored, id: string): ChapterGrade {
  const { points = 0n, applicable = 0n, full = 0n } = scored.chapters.get(id) ?? {};
  return {
    points: plain(points),
    applicable: plain(applicable),
    max: plain(full),
    rate: rateText(...(scored.rate(id) ?? [points, applicable])),
  };
}
