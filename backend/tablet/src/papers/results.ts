/** What the record says of an item that is not met (检查结果), with what was counted or measured. */

import type { Answer, Item, Json } from "../core/types";
import { oneLine } from "./formatting";

const NOT_MET = "不符合";
const COUNTED = new Set(["bands", "fraction_of", "count_each", "deduct_each"]);

export function resultWords(item: Item, answer: Answer | undefined): string {
  const value = isObject(answer) && "value" in answer ? answer.value : answer;
  if (item.rule === "sampled_share" && isObject(value)) {
    return `${NOT_MET}（抽查${value.looked_at}，合格${value.passed}）`;
  }
  if (item.rule === "grade_abc" && value === "B") return "基本符合";
  const plain = typeof value === "string" || typeof value === "number";
  if (!COUNTED.has(item.rule) || !plain) return NOT_MET;
  const what = item.rule.endsWith("_each") ? "计数" : "实测";
  return oneLine(`${NOT_MET}（${what}${value}${unitOf(item)}）`);
}

function unitOf({ with: { unit } }: Item): string {
  return isObject(unit) ? String(unit.zh) : typeof unit === "string" ? unit : "";
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
