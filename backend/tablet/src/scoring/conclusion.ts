/** The provisional conclusion of a check without levels (暂定检查结论). */

import type { Bundle, Words } from "../core/types";
import type { Visit } from "./answers";
import { holds } from "./conditions";
import { Scored } from "./engine";
import { isObject } from "./fault";
import { incompleteOf } from "./incomplete";
import { readFitting } from "./visit";

export interface Conclusion {
  id: string;
  title: Words;
  clause: string;
  source: string;
  confidence: string;
}

/** The conclusion as things stand; null while open answers could change it. Never throws. */
export function conclude(bundle: Bundle, visit: Visit): Conclusion | null {
  return conclusionOf(new Scored(bundle, readFitting(bundle, visit).read));
}

/** The first conclusion whose condition holds, or none; none from an incomplete checklist. */
export function conclusionOf(scored: Scored): Conclusion | null {
  if (incompleteOf(scored.bundle)) return null;
  for (const row of scored.bundle.conclusions) {
    const truth = isObject(row.when) ? holds(row.when, scored) : scored.unanswered.length === 0;
    if (truth === true) return row as unknown as Conclusion;
    if (truth === null) return null;
  }
  return null;
}
