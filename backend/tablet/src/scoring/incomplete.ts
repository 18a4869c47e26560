/** Why a checklist may not grade yet (分值未录全), in words. */

import type { Bundle, Words } from "../core/types";
import { micro } from "./numbers";
import { fullOf } from "./points";

const SUMS: Words = {
  zh: "各分项的项目分值加不到分项满分，不能评定等级",
  en: "The items of a part do not add up to its points, so no level can be given",
};

/** The reason; null where it may grade. An older bundle does not say, its sums do. */
export function incompleteOf({ incomplete, levels, chapters }: Bundle): Words | null {
  if (incomplete !== undefined) return incomplete;
  const short = chapters.some(({ items, max_points: full }) =>
    items.reduce((sum, item) => sum + fullOf(item), 0n) !== micro(full));
  return levels.length && short ? SUMS : null;
}
