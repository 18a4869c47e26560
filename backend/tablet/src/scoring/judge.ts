/** One item alone: is it asked, does the answer fit, what does it come to (单项判定). */

import type { Answer, Bundle, Item, Json } from "../core/types";
import { readAnswer, type Given, type Visit } from "./answers";
import { holds, type Truth, type View } from "./conditions";
import { AnswerFault, isObject } from "./fault";
import { decimalOf, plain } from "./numbers";
import { answerTo, fullOf, scoreItem, whyOf, type Judged } from "./points";
import { roundingOf } from "./prepared";
import type { Value } from "./rules/base";
import { ruleOf } from "./rules/index";

export interface Judgement {
  outcome: Judged;
  /** null for an item without weight, which passes or fails only. */
  points: string | null;
  applicable: string;
  why: { zh: string; en: string };
}

/** Whether an item is asked (应查): null while a fact or answer it depends on is missing.
 *
 * Looks at this item's own `when` only; where one `when` rests on another item that is itself
 * not asked, `survey` of the whole visit knows better.
 */
export function relevant(item: Item, seen: Visit): Truth {
  return item.when === null ? true : holds(item.when, loosely(seen));
}

/** Why an answer does not fit its item; null where it does. */
export function checkAnswer(item: Item, answer: Answer): { code: string; expected: string } | null {
  try {
    readAnswer(item, ruleOf(item, { decimals: 2, mode: "half_up" }), answer, new Map());
    return null;
  } catch (fault) {
    if (fault instanceof AnswerFault) return { code: fault.code, expected: fault.expected };
    throw fault;
  }
}

/** What an answer comes to. Throws AnswerFault where it does not fit.
 *
 * settings: the bundle's; needed by `fraction_of`, and where points are faults.
 */
export function judge(
  item: Item,
  answer: Answer | undefined,
  facts: { [name: string]: Json } = {},
  settings?: Bundle["settings"],
): Judgement {
  const rule = ruleOf(item, roundingOf(settings));
  const known = new Map(Object.entries(facts).map(([name, raw]) => [name, looseValue(raw)]));
  const read = answer === undefined ? undefined : readAnswer(item, rule, answer, known);
  const given: Given | null = answerTo(item, read, known);
  const asked = relevant(item, { answers: {}, facts }) !== false;
  const one = scoreItem(item, rule, given, asked, settings?.good === "low");
  return {
    outcome: one.outcome,
    points: item.max_points === null ? null : plain(one.points),
    applicable: plain(one.applicable),
    why: whyOf(one),
  };
}

/** The points to be had, for print; null for an item without weight. */
export function maximumOf(item: Item): string | null {
  return item.max_points === null ? null : plain(fullOf(item));
}

function loosely({ answers, facts, context = {} }: Visit): View {
  const value = (from: { [name: string]: Json }, name: string) => looseValue(from[name]);
  return {
    fact: (name) => value(facts, name),
    context: (name) => value(context, name),
    answer: (code) => value(answers, code),
    points: () => null,
    rate: () => null,
    total: () => ({ n: 0n, d: 1n }),
    failed: () => [0, 0],
    rating: () => null,
    score: () => null,
  };
}

/** A value without its declaration: what reads as a number is one. */
function looseValue(raw: Json | undefined): Value {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === "boolean") return raw ? "yes" : "no";
  if (Array.isArray(raw)) return raw.map(String);
  if (isObject(raw)) return "na" in raw ? "NA" : looseValue(raw.value);
  try {
    return decimalOf(raw, "", null);
  } catch {
    return String(raw);
  }
}
