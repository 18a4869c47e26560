/** The one shape of every refusal of scoring: code, place, expected, came, do (评分拒绝). */

import type { Json } from "../core/types";

/** An input that cannot be scored; codes are those of the server's scoring. */
export class AnswerFault extends Error {
  constructor(
    readonly code: string,
    readonly place: string,
    readonly expected: string,
    readonly came: string,
    readonly todo: string,
  ) {
    super(`${code} ${place}: expected ${expected}, came ${came}; do ${todo}`);
  }
}

export function badAnswer(place: string, expected: string, came: Json, todo: string): AnswerFault {
  return new AnswerFault("bad-answer", place, expected, shown(came), todo);
}

/** A rule that needs what its standard does not state. */
export function badRule(place: string, expected: string, came: string, todo: string): AnswerFault {
  return new AnswerFault("bad-rule", place, expected, came, todo);
}

/** A value as it may appear in a message: one line, never long. */
export function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? "none";
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** A JSON object, as opposed to null, a list or a plain value. */
export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list, as the rows of a table; none where it is no list. */
export function rowsOf(value: Json | undefined): { [key: string]: Json }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
