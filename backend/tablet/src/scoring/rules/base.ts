/** What every rule kind (评分规则) can do: read an answer, award its points. */

import type { Item, Json, Words } from "../../core/types";
import type { Micro, Rounding } from "../numbers";

/** A fact, an answer or a part of the context, as conditions compare it. */
export type Value = Micro | string | string[] | null;
export type Facts = ReadonlyMap<string, Value>;

/** Points for one answer and why; not complete where a part or a needed fact is missing. */
export interface Award {
  points: Micro;
  why: Words;
  complete: boolean;
}

export interface Rule<V = unknown> {
  /** Check an answer from outside. Throws AnswerFault. */
  read(raw: Json | undefined, place: string, facts: Facts): V;
  award(value: V): Award;
}

/** What a rule may use of its item and standard. */
export interface Setting {
  with: Item["with"];
  full: Micro;
  place: string;
  rounding: Rounding | null;
}

export type Build = (setting: Setting) => Rule;

export function award(points: Micro, zh: string, en: string, complete = true): Award {
  return { points, why: { zh, en }, complete };
}
