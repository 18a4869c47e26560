/** Where a visit stands on a rating of its own (分项评级): its base, its limits, its steps. */

import type { Json } from "../core/types";
import type { Scored } from "./engine";
import { rowsOf } from "./fault";
import type { Row } from "./level_tests";
import { valueText } from "./measure";
import { placed } from "./placing";
import { stands, stepped } from "./steps";

/** How a rating came out; level null where it has none. */
export interface RatingGrade {
  level: string | null;
  value: string | null;
  limited_by: string[];
  adjusted: string[];
}
/** The grade, and its level as the checklist declares it. */
export interface Stood {
  grade: RatingGrade;
  mark: Row | null;
}

export function stand(scored: Scored, rating: Row): Stood {
  const levels = rowsOf(rating.levels);
  const ids = levels.map((level) => String(level.id));
  const base = placed(scored, String(rating.id), rating, levels);
  const fallen = rowsOf(rating.limits)
    .filter((limit) => stands(scored, limit))
    .map(({ id, at_most: most }) => ({ id: String(id), cap: capAt(most, ids) }));
  const lid = Math.min(base.index, ...fallen.map(({ cap }) => cap));
  const { index, moved } = stepped(scored, lid, rowsOf(rating.adjust), ids);
  const mark = levels[index] ?? null;
  const grade = {
    level: mark && String(mark.id),
    value: base.value && valueText(base.value),
    limited_by: fallen.filter(({ cap }) => cap < base.index).map(({ id }) => id),
    adjusted: moved.map((step) => String(step.id)),
  };
  return { grade, mark };
}

/** A veto leaves no level. */
function capAt(most: Json | undefined, ids: string[]): number {
  return most === undefined ? -1 : ids.indexOf(String(most));
}
