// Announced sources of randomness, and their values as one string (RFC 3797 section 4).

import { type Json, type Value } from "./json";
import { Refusal } from "./refusal";
import { day, flag, record, rows, text, whole } from "./shape";
import { oneLine, shown } from "./shown";

const KINDS = ["ordered", "hex", "text"];
const VALUE_KEYS = ["numbers", "value", "hex", "text"];

export interface Source {
  name: string;
  on: string;
  numbers: number;
  kind: string; // "sorted", or one of KINDS
}

export function readSources(raw: Value, announcedOn: string): Source[] {
  const sources: Source[] = [];
  for (const [number, row] of rows(raw, "pool.sources", 1).entries()) {
    const at = `pool.sources[${number}]`;
    const source = readSource(row, at);
    if (sources.some((one) => one.name === source.name && one.on === source.on)) {
      throw again(source, at);
    }
    if (source.on < announcedOn) throw past(`${at}.date`, announcedOn, source.on);
    sources.push(source);
  }
  return sources;
}

function readSource(raw: Value, at: string): Source {
  const row = record(raw, at, ["name", "date"], ["numbers", ...KINDS]);
  const kinds = KINDS.filter((kind) => flag(row.get(kind) ?? (row.has(kind) ? null : false), `${at}.${kind}`));
  if (kinds.length > 1) {
    throw new Refusal("wrong-shape", at, "one of ordered, hex, text", kinds.join(" and "), "keep one");
  }
  const kind = kinds[0] ?? "sorted";
  const single = kind === "hex" || kind === "text";
  const written = row.get("numbers") ?? (row.has("numbers") || !single ? null : 1);
  const count = whole(written, `${at}.numbers`, 1000);
  if (count < 1 || (single && count !== 1)) {
    const wanted = single ? "1, the one string of this source" : "1 or more";
    throw new Refusal("bad-count", `${at}.numbers`, wanted, String(count), "mend the count");
  }
  const name = text(row.get("name") ?? null, `${at}.name`);
  return { name, on: day(row.get("date") ?? null, `${at}.date`), numbers: count, kind };
}

export interface Encoded {
  kept: Json[];
  text: string;
}

/** The values as they are kept, and the randomness string, in the pool's order. */
export function encode(sources: Source[], raw: Value, place: string, later = false): Encoded {
  const parts = new Map<Source, string>();
  const kept: Json[] = [];
  for (const [number, row] of rows(raw, place).entries()) {
    const at = `${place}[${number}]`;
    const [key, given] = valueKey(row, at);
    const source = match(sources, given, at, later);
    if (parts.has(source)) throw again(source, at);
    const [value, part] = valueOf(source, given.get(key) ?? null, `${at}.${key}`);
    parts.set(source, part);
    kept.push(new Map([...given].map(([name, old]) => [name, name === key ? value : old])));
  }
  const missing = sources.find((source) => !parts.has(source));
  if (missing) {
    const wanted = `the result of ${missing.name} of ${missing.on}`;
    throw new Refusal("source-missing", place, wanted, "none", "wait for the result and add it");
  }
  return { kept, text: sources.map((source) => `${parts.get(source)}/`).join("") };
}

function valueKey(raw: Value, at: string): [string, Json] {
  const row = record(raw, at, ["name"], ["date", ...VALUE_KEYS]);
  const keys = VALUE_KEYS.filter((key) => row.has(key));
  const [key] = keys;
  if (key !== undefined && keys.length === 1) return [key, row];
  const code = keys.length ? "wrong-shape" : "missing-key";
  throw new Refusal(code, at, "one key numbers", keys.join(" and ") || "none", "give the result");
}

function match(sources: Source[], row: Json, at: string, later: boolean): Source {
  const on = row.has("date") ? day(row.get("date") ?? null, `${at}.date`) : null;
  const name = row.get("name") ?? null;
  const named = sources.filter((source) => source.name === name);
  const exact = named.find((source) => source.on === on);
  if (exact) return exact;
  const [only] = named;
  if (only && named.length === 1 && (on === null || later)) {
    if (on !== null && on < only.on) throw past(`${at}.date`, only.on, on);
    return only;
  }
  if (named.length > 1 && on === null) {
    const wanted = "a date, the name stands twice";
    throw new Refusal("source-missing", `${at}.date`, wanted, "none", "add the date");
  }
  const announced = sources.map((source) => `${source.name} ${source.on}`).join(", ");
  const came = `${typeof name === "string" ? name : shown(name, 4000)} ${on ?? ""}`;
  throw new Refusal("source-unknown", at, `one of ${announced}`, came, "give announced sources");
}

/** The value in its one form, and its part of the randomness string. */
function valueOf(source: Source, raw: Value, at: string): [Value, string] {
  if (source.kind === "hex" || source.kind === "text") return single(source.kind, raw, at);
  if (!Array.isArray(raw) || raw.length !== source.numbers) {
    const came = Array.isArray(raw) ? `${raw.length} numbers` : shown(raw);
    const todo = "copy the published result completely";
    throw new Refusal("numbers-count", at, `${source.numbers} numbers`, came, todo);
  }
  const numbers = raw.map((entry, index) => numberOf(entry, `${at}[${index}]`));
  const ranked = source.kind === "ordered" ? numbers : [...numbers].sort((one, other) => one - other);
  return [numbers, ranked.map((number) => `${number}.`).join("")];
}

function single(kind: string, raw: Value, at: string): [Value, string] {
  if (Array.isArray(raw) && raw.length !== 1) {
    throw new Refusal("numbers-count", at, "one string", String(raw.length), "give one");
  }
  const entry = Array.isArray(raw) ? (raw[0] ?? null) : raw;
  const value = kind === "text" ? text(entry, at) : hexText(entry, at);
  return [Array.isArray(raw) ? [value] : value, `${value}.`];
}

function hexText(entry: Value, at: string): string {
  if (typeof entry === "string" && /^[0-9a-fA-F]+$/.test(entry)) return entry.toLowerCase();
  throw new Refusal("bad-hex", at, "hex digits", shown(entry), "copy the value again");
}

/** Digits as the lottery prints them, such as "05", are a number too. */
function numberOf(raw: Value, at: string): number {
  if (typeof raw === "string" && /^[0-9]{1,15}$/.test(raw)) return Number(raw);
  return whole(raw, at, Number.MAX_SAFE_INTEGER);
}

function again(source: Source, at: string): Refusal {
  return new Refusal("source-twice", at, "each source once", oneLine(source.name), "drop one");
}

function past(at: string, least: string, came: string): Refusal {
  const todo = "announce randomness that does not exist yet";
  return new Refusal("source-past", at, `a result of ${least} or later`, came, todo);
}
