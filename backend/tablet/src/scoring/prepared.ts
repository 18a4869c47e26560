/** A checklist made ready for scoring once, and kept as long as it is used (检查表预备). */

import type { Bundle, Chapter, FactQuestion, Item } from "../core/types";
import { isObject } from "./fault";
import type { Row } from "./level_tests";
import type { Rounding, RoundingMode } from "./numbers";
import type { Rule } from "./rules/base";
import { ruleOf } from "./rules/index";

export interface Prepared {
  items: ReadonlyMap<string, Item>;
  chapterOf: ReadonlyMap<string, Chapter>;
  facts: ReadonlyMap<string, FactQuestion>;
  ratings: ReadonlyMap<string, Row>;
  ruleOf(item: Item): Rule;
}

const KEPT = new WeakMap<Bundle, Prepared>();

export function prepared(bundle: Bundle): Prepared {
  const found = KEPT.get(bundle) ?? prepare(bundle);
  KEPT.set(bundle, found);
  return found;
}

/** How `fraction_of` rounds, as the standard states once. */
export function roundingOf(settings: Bundle["settings"] | undefined): Rounding | null {
  const stated = settings?.rounding;
  if (!isObject(stated)) return null;
  return { decimals: Number(stated.decimals), mode: stated.mode as RoundingMode };
}

function prepare(bundle: Bundle): Prepared {
  const rows = bundle.chapters.flatMap((chapter) =>
    chapter.items.map((item) => ({ item, chapter })));
  const rounding = roundingOf(bundle.settings);
  const rules = new Map(rows.map(({ item }) => [item.id, ruleOf(item, rounding)]));
  return {
    items: new Map(rows.map(({ item }) => [item.id, item])),
    chapterOf: new Map(rows.map(({ item, chapter }) => [item.id, chapter])),
    facts: new Map(bundle.facts.map((fact) => [fact.name, fact])),
    ratings: new Map((bundle.ratings ?? []).map((rating) => [String(rating.id), rating])),
    ruleOf: (item) => rules.get(item.id) ?? ruleOf(item, rounding),
  };
}
