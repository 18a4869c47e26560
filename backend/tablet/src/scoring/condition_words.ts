/** What a condition asks for and what is there now, in the words the server prints (条件说明). */

import type { Condition, Json } from "../core/types";
import {
  amongOf, KINDS, lookedUp, overUnder, testOf, type Selection, type View,
} from "./conditions";
import { countedOf, listOf } from "./counts";
import { isObject, rowsOf } from "./fault";
import { ONE, plain, micro, ratioText } from "./numbers";
import type { Value } from "./rules/base";

const SIGN_WORDS = { at_least: ">=", at_most: "<=", above: ">", below: "<" };

export function need(condition: Condition): string {
  if (condition.all) return rowsOf(condition.all).map(bracket).join(" and ");
  if (condition.any) return rowsOf(condition.any).map(bracket).join(" or ");
  if (isObject(condition.not)) return `not (${need(condition.not)})`;
  if (isObject(condition.failed)) return test(condition, `failed ${chosen(condition.failed)}`);
  if (isObject(condition.rated)) {
    const { of, in: levels } = condition.rated;
    return test(condition, `ratings ${listOf(of).join(", ")} at ${listOf(levels).join(" or ")}`);
  }
  const pick = "most" in condition ? "most" : "least";
  if (pick in condition) return test(condition, `${pick} of ${listOf(condition[pick]).join(", ")}`);
  const kind = KINDS.find((one) => one in condition) ?? "total";
  const name = kind === "total" ? "" : String(condition[kind]);
  const among = amongOf(condition);
  if (among) return `${kind} ${name} is ${among.join(" or ")}`;
  return test(condition, `${kind} ${name}${below(condition)}`);
}

export function have(condition: Condition, view: View): string {
  const parts = condition.all ?? condition.any;
  if (parts) return rowsOf(parts).map((part) => have(part, view)).join("; ");
  if (isObject(condition.not)) return have(condition.not, view);
  const counted = countedOf(condition, view);
  if (counted) {
    const [count, open] = counted;
    return open ? `${count} (${open} ${condition.rated ? "missing" : "not answered"})` : `${count}`;
  }
  if (amongOf(condition)) return shownValue(lookedUp(condition, view));
  const pair = overUnder(condition, view);
  if (!pair) return "unknown";
  const [over, under] = pair;
  return under ? ratioText({ n: over, d: under }) : `${ratioText({ n: over, d: ONE })}/0`;
}

function bracket(part: Condition): string {
  return part.all || part.any ? `(${need(part)})` : need(part);
}

function test(condition: Condition, what: string): string {
  const [sign, bound] = testOf(condition);
  return `${what} ${SIGN_WORDS[sign]} ${ratioText(bound)}`.replaceAll("  ", " ");
}

function below({ per, per_at_least: floor }: Condition): string {
  const least = floor === undefined ? "" : plain(micro(String(floor)));
  const counted = least && ` (counted as at least ${least})`;
  return per === undefined ? "" : ` per ${per}${counted}`;
}

function chosen(selection: Selection): string {
  const keys = Object.keys(selection).sort();
  return keys.map((key) => `${key}=${mark(selection[key])}`).join(" ");
}

/** Booleans are written as the server writes them. */
function mark(value: Json | undefined): string {
  return value === true ? "True" : value === false ? "False" : String(value);
}

function shownValue(value: Value): string {
  if (value === null) return "unknown";
  if (Array.isArray(value)) return value.join("+");
  return typeof value === "bigint" ? plain(value) : value;
}
