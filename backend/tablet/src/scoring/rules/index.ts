/** The rule kinds (评分规则): few, closed, each one a file; a new rule is a new line here. */

import type { Item } from "../../core/types";
import { badRule } from "../fault";
import { micro, ONE, type Rounding } from "../numbers";
import { bands } from "./bands";
import type { Build, Rule } from "./base";
import { bestOf } from "./best_of";
import { choice } from "./choice";
import { countEach } from "./count_each";
import { deductEach } from "./deduct_each";
import { expert } from "./expert";
import { fractionOf } from "./fraction_of";
import { gradeAbc } from "./grade_abc";
import { sampledShare } from "./sampled_share";
import { sumOf } from "./sum_of";
import { yesNo } from "./yes_no";

const SINGLE: { [kind: string]: Build } = {
  choice,
  yes_no: yesNo,
  bands,
  sampled_share: sampledShare,
  count_each: countEach,
  deduct_each: deductEach,
  fraction_of: fractionOf,
  best_of: bestOf,
  expert,
  grade_abc: gradeAbc,
};
const RULES: { [kind: string]: Build } = { ...SINGLE, sum_of: sumOf(SINGLE) };

/** The item's rule; an item without weight counts as one point. Throws `bad-rule`. */
export function ruleOf(item: Item, rounding: Rounding | null): Rule {
  const build = RULES[item.rule];
  if (!build) throw badRule(item.id, "a rule this version knows", item.rule, "update the app");
  const full = item.max_points === null ? ONE : micro(item.max_points);
  return build({ with: item.with, full, place: item.id, rounding });
}

/** The fact that answers this item, so that it is not asked again. */
export function factOf(item: Item): string | null {
  return item.rule === "bands" && typeof item.with.fact === "string" ? item.with.fact : null;
}
