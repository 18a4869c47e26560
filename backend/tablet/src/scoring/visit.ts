/** A whole visit read against its checklist: strictly, or keeping what fits (整次检查). */

import type { Bundle, FactQuestion, Item } from "../core/types";
import { readAnswer, readContext, readFact, type Given, type Visit } from "./answers";
import { AnswerFault } from "./fault";
import { prepared } from "./prepared";
import type { Value } from "./rules/base";

export interface ReadVisit {
  answers: Map<string, Given>;
  facts: Map<string, Value>;
  context: Map<string, Value>;
}

/** Read everything; the first that does not fit throws AnswerFault, as on the server. */
export function readVisit(bundle: Bundle, visit: Visit): ReadVisit {
  return read(bundle, visit, (fault) => {
    throw fault;
  });
}

/** Keep what fits and name the rest: what was signed is never refused, only left out. */
export function readFitting(bundle: Bundle, visit: Visit): { read: ReadVisit; leftOut: string[] } {
  const leftOut: string[] = [];
  return { read: read(bundle, visit, (_, name) => leftOut.push(name)), leftOut };
}

function read(
  bundle: Bundle,
  visit: Visit,
  refuse: (fault: AnswerFault, name: string) => void,
): ReadVisit {
  const { items, facts: questions, ruleOf } = prepared(bundle);
  const facts = each(visit.facts, refuse, (name, raw) =>
    readFact(known<FactQuestion>(questions, name, "fact"), raw));
  const context = each(visit.context ?? {}, refuse, (name, raw) => readContext(bundle, name, raw));
  const answers = each(visit.answers, refuse, (code, raw) => {
    const item = known<Item>(items, code, "item");
    return readAnswer(item, ruleOf(item), raw, facts);
  });
  return { answers, facts, context };
}

function each<R, T>(
  raw: { [name: string]: R },
  refuse: (fault: AnswerFault, name: string) => void,
  readOne: (name: string, value: R) => T,
): Map<string, T> {
  const done = new Map<string, T>();
  for (const [name, value] of Object.entries(raw)) {
    try {
      done.set(name, readOne(name, value));
    } catch (fault) {
      if (!(fault instanceof AnswerFault)) throw fault;
      refuse(fault, name);
    }
  }
  return done;
}

function known<T>(among: ReadonlyMap<string, T>, name: string, what: "item" | "fact"): T {
  const found = among.get(name);
  if (found !== undefined) return found;
  throw new AnswerFault(`unknown-${what}`, name, `a declared ${what}`, name, "correct or drop it");
}
