// Where what was computed and what is written differ, in reading order.

import { Real, type Json, type Value } from "./json";
import { Refusal } from "./refusal";
import { shown } from "./shown";

const LIMIT = 90;

export function* differences(expected: Value, came: Value, place: string): Generator<Refusal> {
  if (kind(expected) !== kind(came)) yield differs(place, shown(expected, LIMIT), shown(came, LIMIT));
  else if (expected instanceof Map) yield* ofObjects(expected, came as Json, place);
  else if (Array.isArray(expected)) yield* ofLists(expected, came as Value[], place);
  else if (!same(expected, came)) yield differs(place, shown(expected, LIMIT), shown(came, LIMIT));
}

function* ofObjects(expected: Json, came: Json, place: string): Generator<Refusal> {
  const more = [...came.keys()].filter((key) => !expected.has(key));
  for (const key of [...expected.keys(), ...more]) {
    const at = place ? `${place}.${key}` : key;
    const [left, right] = [expected.get(key), came.get(key)];
    if (right === undefined) yield differs(at, shown(left ?? null, LIMIT), "nothing");
    else if (left === undefined) yield differs(at, "nothing", shown(right, LIMIT));
    else yield* differences(left, right, at);
  }
}

function* ofLists(expected: Value[], came: Value[], place: string): Generator<Refusal> {
  for (let at = 0; at < Math.min(expected.length, came.length); at += 1) {
    yield* differences(expected[at] ?? null, came[at] ?? null, `${place}[${at}]`);
  }
  if (expected.length !== came.length) {
    yield differs(place, `${expected.length} entries`, String(came.length));
  }
}

function differs(place: string, expected: string, came: string): Refusal {
  const todo = "trust neither; get the file again from the office and from the public log";
  return new Refusal("differs", place, expected, came, todo);
}

function same(one: Value, other: Value): boolean {
  return one === other || (one instanceof Real && other instanceof Real && one.value === other.value);
}

/** What the command line calls a type: whole numbers are one however large. */
function kind(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (value instanceof Map) return "object";
  if (value instanceof Real) return "real";
  return typeof value === "bigint" ? "number" : typeof value;
}
