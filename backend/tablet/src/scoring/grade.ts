/** One visit graded provisionally (暂定评分): the numbers of the server, which alone count. */

import type { Bundle, Json } from "../core/types";
import type { Visit } from "./answers";
import { conclusionOf } from "./conclusion";
import { Scored } from "./engine";
import { AnswerFault } from "./fault";
import { plain, rateText } from "./numbers";
import type { Judged } from "./points";
import { totalText } from "./level_tests";
import { rateVisit, type Rating } from "./rating";
import { readVisit } from "./visit";

interface Head {
  standard: string;
  version: string;
  digest: string;
  complete: boolean;
  provisional: boolean;
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
}
export interface CheckGrade extends Head {
  conclusion: string | null;
  items: { [item: string]: Judged };
}

/** Grade a visit; with levels a level, else a conclusion.
 *
 * Throws AnswerFault; `server-only` where the tablet would not come to the server's result.
 */
export function grade(bundle: Bundle, visit: Visit): LevelGrade | CheckGrade {
  const why = serverOnly(bundle);
  if (why) throw new AnswerFault("server-only", bundle.standard, "points and levels", why, "wait");
  return gradeScored(new Scored(bundle, readVisit(bundle, visit)));
}

/** What of the checklist only the server works out, as sub-ratings or steps; empty for nothing. */
export function serverOnly(bundle: Bundle): string {
  const { good }: { [key: string]: Json | undefined } = { ...bundle.settings };
  if (good === "low") return "good: low";
  const carried = new Map<string, object>(Object.entries(bundle));
  const more = ["ratings", "adjust", "base"];
  return more.filter((part) => Object.keys(carried.get(part) ?? {}).length).join(", ");
}

export function gradeScored(scored: Scored): LevelGrade | CheckGrade {
  const { standard, version, digest, provisional, levels } = scored.bundle;
  const { unanswered } = scored;
  const complete = unanswered.length === 0;
  const head = { standard, version, digest, complete, provisional, unanswered };
  return levels.length ? { ...head, ...byLevel(scored) } : { ...head, ...byItem(scored) };
}

function byLevel(scored: Scored): Omit<LevelGrade, keyof Head> {
  const rows = [...scored.chapters.keys()].map((id) => [id, chapterOf(scored, id)] as const);
  return {
    ...rateVisit(scored),
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

function chapterOf(scored: Scored, id: string): ChapterGrade {
  const { points = 0n, applicable = 0n, full = 0n } = scored.chapters.get(id) ?? {};
  return {
    points: plain(points),
    applicable: plain(applicable),
    max: plain(full),
    rate: rateText(...(scored.rate(id) ?? [points, applicable])),
  };
}
