/** A visit as it stands, item by item, for the screens (逐项情况): what fits counts. */

import type { Bundle, Item, Words } from "../core/types";
import type { Visit } from "./answers";
import { conclusionOf, type Conclusion } from "./conclusion";
import type { Truth } from "./conditions";
import { Scored } from "./engine";
import { gradeScored, type CheckGrade, type LevelGrade } from "./grade";
import { incompleteOf } from "./incomplete";
import { plain } from "./numbers";
import { whyOf, type Judged } from "./points";
import { readFitting } from "./visit";

export interface ItemSurvey {
  item: Item;
  /** null: not known yet whether it is asked; it is shown and counted. */
  relevant: Truth;
  outcome: Judged;
  points: string | null;
  applicable: string;
  why: { zh: string; en: string };
}

export interface Survey {
  items: Map<string, ItemSurvey>;
  /** Items and facts whose answer does not fit the checklist; they count as not answered. */
  leftOut: string[];
  conclusion: Conclusion | null;
  /** null where the checklist may not grade yet. */
  grade: LevelGrade | CheckGrade | null;
  incomplete: Words | null;
}

/** Whether an item is asked and how it came out: all that a list of items needs. */
export type Standing = Pick<ItemSurvey, "relevant" | "outcome">;

/** Every item of a checklist, or of a slice of it, without points, conclusion and level. */
export function standings(
  bundle: Bundle, visit: Visit,
): { items: Map<string, Standing>; leftOut: string[] } {
  const { read, leftOut } = readFitting(bundle, visit);
  const scored = new Scored(bundle, read);
  const items = [...scored.items].map(([code, { item, outcome }]): [string, Standing] => [
    code, { relevant: scored.relevant(item), outcome },
  ]);
  return { items: new Map(items), leftOut };
}

/** Look over a whole visit at once; never throws for an answer that does not fit. */
export function survey(bundle: Bundle, visit: Visit): Survey {
  const { read, leftOut } = readFitting(bundle, visit);
  const scored = new Scored(bundle, read);
  const items = [...scored.items].map(([code, one]): [string, ItemSurvey] => [
    code,
    {
      item: one.item,
      relevant: scored.relevant(one.item),
      outcome: one.outcome,
      points: one.item.max_points === null ? null : plain(one.points),
      applicable: plain(one.applicable),
      why: whyOf(one),
    },
  ]);
  const conclusion = conclusionOf(scored);
  const incomplete = incompleteOf(bundle);
  const grade = incomplete ? null : gradeScored(scored);
  return { items: new Map(items), leftOut, conclusion, grade, incomplete };
}
