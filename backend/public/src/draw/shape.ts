// Strict reading: which keys, which text, which dates. The checks stand in the order of
// scoring/draw/shape.py, so that both verifiers name the same first fault.

import { type Json, type Value } from "./json";
import { Refusal } from "./refusal";
import { shown, shownPlain } from "./shown";

// control characters and lone surrogates
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const LARGEST_COUNT = 1_000_000;

export function record(raw: Value, place: string, required: string[], optional: string[] = []): Json {
  if (!(raw instanceof Map)) {
    throw new Refusal("wrong-shape", place, "an object", shown(raw), "write it as {…}");
  }
  const known = [...required, ...optional];
  for (const key of raw.keys()) {
    if (known.includes(key)) continue;
    const todo = "drop the key or mend its spelling";
    throw new Refusal("unknown-key", `${place}.${key}`, `only ${known.join(", ")}`, shown(key), todo);
  }
  for (const key of required) {
    if (!raw.has(key)) throw new Refusal("missing-key", `${place}.${key}`, `key ${key}`, "none", "add it");
  }
  return raw;
}

export function rows(raw: Value | undefined, place: string, least = 0): Value[] {
  if (Array.isArray(raw) && raw.length >= least) return raw;
  const wanted = least ? `a list of at least ${least}` : "a list";
  throw new Refusal("wrong-shape", place, wanted, shown(raw ?? null), "write it as […]");
}

export function text(raw: Value, place: string): string {
  if (typeof raw === "string" && raw && !FORBIDDEN.test(raw) && raw.normalize("NFC") === raw) return raw;
  throw new Refusal(
    "text-rules",
    place,
    "text that is not empty, in Unicode form NFC, without control characters",
    shownPlain(raw),
    "normalise the text to NFC and remove control characters",
  );
}

export function isHex(raw: Value): raw is string {
  return typeof raw === "string" && /^[0-9a-f]{64}$/.test(raw);
}

export function hexOf32(raw: Value, place: string): string {
  if (isHex(raw)) return raw;
  throw new Refusal("bad-hex", place, "64 lower-case hex digits", shown(raw), "copy the value again");
}

export function day(raw: Value, place: string): string {
  const found = typeof raw === "string" ? DAY.exec(raw) : null;
  if (found && isDay(Number(found[1]), Number(found[2]), Number(found[3]))) return found[0];
  throw new Refusal("bad-date", place, "a date YYYY-MM-DD", shown(raw), "write such a date");
}

export function isDay(year: number, month: number, date: number): boolean {
  if (year < 1 || month < 1 || month > 12 || date < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return date <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

export function flag(raw: Value, place: string): boolean {
  if (typeof raw === "boolean") return raw;
  throw new Refusal("wrong-shape", place, "true or false", shown(raw), "write true or false");
}

export function whole(raw: Value, place: string, most = LARGEST_COUNT): number {
  if (typeof raw === "number" && raw >= 0 && raw <= most) return raw;
  const wanted = `a whole number from 0 to ${most}`;
  throw new Refusal("bad-count", place, wanted, shown(raw), "count again");
}

export function twice(kind: string, name: Value, place: string): Refusal {
  return new Refusal(`${kind}-twice`, place, `each ${kind} once`, shown(name), "drop one");
}
