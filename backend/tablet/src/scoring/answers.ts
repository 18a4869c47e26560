/** What was found on a visit (检查结果), checked against the checklist before it is scored. */

import type { Answer, Bundle, FactQuestion, Item, Json } from "../core/types";
import { AnswerFault, badAnswer, isObject, shown } from "./fault";
import { decimalOf, ONE, wholeOf } from "./numbers";
import type { Facts, Rule, Value } from "./rules/base";
import { factOf } from "./rules/index";

/** A visit as it comes: what was adopted, what is known, and the context of a rating. */
export interface Visit {
  answers: { [item: string]: Answer };
  facts: { [name: string]: Json };
  context?: { [name: string]: Json };
}

/** One answer read: a value its rule understands, or why it does not apply. */
export interface Given {
  value: unknown;
  na: string | null;
}

const CONTEXT = ["applied_for", "first_application", "current_level", "years_since_grade", "on"];

/** Check one answer; `{value, note?}` and `{na, note?}` are wrappers. Throws AnswerFault. */
export function readAnswer(item: Item, rule: Rule, raw: Answer, facts: Facts): Given {
  const place = `answers: ${item.id}`;
  const fact = factOf(item);
  if (fact !== null && !(isObject(raw) && "na" in raw)) {
    throw new AnswerFault(
      "answered-by-fact", place, `the fact ${fact}`, "an answer", "give the fact only",
    );
  }
  if (!isObject(raw) || !("value" in raw || "na" in raw)) {
    return { value: rule.read(raw, place, facts), na: null };
  }
  checkWrapper(raw, place);
  if ("value" in raw) return { value: rule.read(raw.value, place, facts), na: null };
  if (item.na === "forbid") {
    throw new AnswerFault(
      "na-forbidden", place, "an answer", "not applicable", "answer it, it always applies",
    );
  }
  return { value: null, na: words(raw.na, `${place}: na`, "the reason in words") };
}

/** Check one fact. Throws `bad-fact`, `bad-number`. */
export function readFact({ name, kind, options }: FactQuestion, raw: Json): Value {
  const place = `facts: ${name}`;
  if (kind === "yes_no") return yesNo(raw, place);
  if (kind === "choice") {
    if (typeof raw === "string" && options.includes(raw)) return raw;
    throw badFact(place, `one of ${options.join(", ")}`, raw, "choose one");
  }
  const value = decimalOf(raw, place);
  if (kind === "share" && value > ONE) {
    throw badFact(place, "a share from 0 to 1", raw, 'write "0.85"');
  }
  if (kind === "count" && value % ONE !== 0n) {
    throw badFact(place, "a whole number", raw, "count again");
  }
  return value;
}

/** Check one part of the context of a rating. Throws AnswerFault. */
export function readContext(bundle: Bundle, name: string, raw: Json): Value {
  const place = `context: ${name}`;
  if (!CONTEXT.includes(name)) {
    throw new AnswerFault("unknown-context", place, CONTEXT.join(", "), name, "drop it");
  }
  if (name === "on") return day(raw, place);
  if (name === "first_application") return yesNo(raw, place);
  if (name === "years_since_grade") {
    const counted = typeof raw === "boolean" || Number.isInteger(raw);
    return counted ? wholeOf(raw, place) * ONE : decimalOf(raw, place);
  }
  const known = bundle.levels.map((level) => String(level.id));
  if (!known.length) {
    throw new AnswerFault("no-level-here", place, "no level", shown(raw), "leave it out");
  }
  if (raw === null || (typeof raw === "string" && known.includes(raw))) return raw;
  throw new AnswerFault("unknown-level", place, known.join(", "), shown(raw), "write the id");
}

function checkWrapper(raw: { [key: string]: Json }, place: string): void {
  const keys = Object.keys(raw).filter((key) => key !== "note");
  if (keys.length !== 1) {
    throw badAnswer(place, "value or na, and perhaps note", raw, "keep either value or na");
  }
  if ("note" in raw && typeof raw.note !== "string") {
    throw badAnswer(`${place}: note`, "text", raw.note ?? null, "mend it");
  }
}

function yesNo(raw: Json, place: string): string {
  if (typeof raw === "boolean") return raw ? "yes" : "no";
  if (raw === "yes" || raw === "no") return raw;
  throw badFact(place, '"yes" or "no"', raw, "answer yes or no");
}

function day(raw: Json, place: string): string {
  const text = words(raw, place, "a date");
  const read = new Date(`${text}T00:00:00Z`);
  if (/^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(read.getTime())) {
    if (read.toISOString().startsWith(text)) return text;
  }
  throw new AnswerFault("bad-date", place, "a date as YYYY-MM-DD", shown(raw), "write it so");
}

function words(raw: Json | undefined, place: string, what: string): string {
  if (typeof raw === "string" && raw.trim() && [...raw].length <= 4000) return raw;
  throw badAnswer(place, what, raw ?? null, "write it out");
}

function badFact(place: string, expected: string, came: Json, todo: string): AnswerFault {
  return new AnswerFault("bad-fact", place, expected, shown(came), todo);
}
