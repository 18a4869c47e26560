/** From one answer to its points and outcome (得分, 应得分). */

import type { Item, Words } from "../core/types";
import type { Given } from "./answers";
import { micro, type Micro } from "./numbers";
import type { Award, Facts, Rule } from "./rules/base";
import { factOf } from "./rules/index";

export type Judged = "pass" | "fail" | "not_applicable" | "not_answered";

/** What one item came to; dropped: by its `when`, whatever was answered. */
export interface ItemResult {
  item: Item;
  outcome: Judged;
  points: Micro;
  applicable: Micro;
  given: Given | null;
  award: Award | null;
  dropped: boolean;
}

/** The points an item adds to its chapter's maximum. */
export function fullOf(item: Item): Micro {
  return item.max_points === null ? 0n : micro(item.max_points);
}

/** The answer given, or the fact that answers the item. */
export function answerTo(item: Item, given: Given | undefined, facts: Facts): Given | null {
  if (given) return given;
  const fact = factOf(item);
  const value = fact === null ? null : facts.get(fact);
  return typeof value === "bigint" ? { value, na: null } : null;
}

/** Score one item; `asked` is false only where its `when` is surely false.
 *
 * low: points are faults, so that an open item counts all of them.
 */
export function scoreItem(
  item: Item, rule: Rule, given: Given | null, asked: boolean, low: boolean,
): ItemResult {
  const full = fullOf(item);
  const open = low ? full : 0n;
  const base = { item, given, award: null, dropped: !asked, points: 0n, applicable: 0n };
  if (!asked) return { ...base, outcome: "not_applicable" };
  if (!given) return { ...base, outcome: "not_answered", points: open, applicable: full };
  if (given.na !== null) {
    return { ...base, outcome: "not_applicable", ...notApplicable(item, full) };
  }
  const award = rule.award(given.value);
  const points = item.max_points === null ? 0n : award.points;
  return { ...base, outcome: outcomeOf(item, award, low), points, applicable: full, award };
}

/** Why it came to this, in one sentence for the screen. */
export function whyOf({ item, given, award, dropped }: ItemResult): Words {
  if (dropped) return { zh: "本次不检查", en: "not looked at in this visit" };
  if (given?.na != null) return { zh: `不适用（${item.na}）`, en: `not applicable (${item.na})` };
  return award?.why ?? { zh: "未检查", en: "not answered" };
}

/** Points out of scoring (合理缺项), by the item's policy. */
function notApplicable(item: Item, full: Micro): { points: Micro; applicable: Micro } {
  if (item.na === "full") return { points: full, applicable: full };
  return { points: 0n, applicable: item.na === "zero" ? full : 0n };
}

function outcomeOf(item: Item, { complete, points }: Award, low: boolean): Judged {
  if (!complete) return "not_answered";
  const bound = micro(item.pass_at);
  return (low ? points <= bound : points >= bound) ? "pass" : "fail";
}
