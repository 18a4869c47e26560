// The frozen pool: what was announced before the randomness existed.

import { type Json, type Value } from "./json";
import { dateOf } from "./moment";
import { Refusal } from "./refusal";
import { hexOf32, record, rows, text, twice, whole } from "./shape";
import { shown } from "./shown";
import { readSources, type Source } from "./sources";
import { readStaff, type Staff } from "./staff";

export const REQUIRED = ["title", "announced_at", "sources", "codes", "strata"];
export const OPTIONAL = ["skip", "salt", "class_strata", "officers", "recusals", "teams"];

export interface Stratum {
  name: string;
  quota: number;
  labels: string[];
}

export interface Pool {
  raw: Json;
  sources: Source[];
  commitment: string;
  codes: number;
  strata: Stratum[];
  labels: Set<string>;
  skip: Set<string>;
  salt: string | null;
  classStrata: Stratum[];
  staff: Staff;
}

const FROZEN = new WeakMap<Json, Pool>(); // 400,000 labels need not be read twice

export function freeze(given: Value): Pool {
  const raw = record(given, "pool", REQUIRED, OPTIONAL);
  const pool = FROZEN.get(raw) ?? readPool(raw);
  FROZEN.set(raw, pool);
  return pool;
}

function readPool(raw: Json): Pool {
  const of = (key: string, other: Value = null) => (raw.has(key) ? (raw.get(key) ?? null) : other);
  text(of("title"), "pool.title");
  const announced = dateOf(of("announced_at"), "pool.announced_at");
  const codes = record(of("codes"), "pool.codes", ["commitment", "n"]);
  const strata = readStrata(of("strata"), "pool.strata", 1);
  const labels = new Set(strata.flatMap((stratum) => stratum.labels));
  const sources = readSources(of("sources"), announced);
  const last = sources.map((source) => source.on).sort().at(-1) ?? "";
  const names = strata.map((stratum) => stratum.name);
  const staff = { officers: of("officers", []), recusals: of("recusals", []), teams: of("teams", []) };
  return {
    raw,
    sources,
    commitment: hexOf32(codes.get("commitment") ?? null, "pool.codes.commitment"),
    codes: chainLength(codes.get("n") ?? null),
    strata,
    labels,
    skip: new Set(declared(of("skip", []), labels, "pool.skip")),
    salt: raw.has("salt") ? hexOf32(of("salt"), "pool.salt") : null,
    classStrata: readClassStrata(of("class_strata", []), labels),
    staff: readStaff(staff, labels, names, last),
  };
}

/** The labels of a list of declarations {"label", "reason"}. */
export function declared(raw: Value, known: Set<string>, place: string): string[] {
  const labels = new Set<string>();
  for (const [number, entry] of rows(raw, place).entries()) {
    const at = `${place}[${number}]`;
    const row = record(entry, at, ["label", "reason"]);
    text(row.get("reason") ?? null, `${at}.reason`);
    const label = knownLabel(row.get("label") ?? null, known, `${at}.label`);
    if (labels.has(label)) throw twice("label", label, `${at}.label`);
    labels.add(label);
  }
  return [...labels];
}

function knownLabel(raw: Value, known: Set<string>, place: string): string {
  if (typeof raw === "string" && known.has(raw)) return raw;
  const wanted = "a label of the pool's strata";
  throw new Refusal("label-unknown", place, wanted, shown(raw), "copy the label exactly");
}

function readStrata(raw: Value, place: string, least: number): Stratum[] {
  const seen = new Set<string>();
  const strata: Stratum[] = [];
  for (const [number, row] of rows(raw, place, least).entries()) {
    const at = `${place}[${number}]`;
    const stratum = readStratum(record(row, at, ["name", "quota", "labels"]), at, seen);
    if (strata.some((one) => one.name === stratum.name)) throw twice("stratum", stratum.name, `${at}.name`);
    strata.push(stratum);
  }
  return strata;
}

function readStratum(row: Json, at: string, seen: Set<string>): Stratum {
  const labels: string[] = [];
  for (const [number, entry] of rows(row.get("labels"), `${at}.labels`).entries()) {
    const label = text(entry, `${at}.labels[${number}]`);
    if (seen.has(label)) throw twice("label", label, `${at}.labels[${number}]`);
    seen.add(label);
    labels.push(label);
  }
  const quota = whole(row.get("quota") ?? null, `${at}.quota`);
  if (quota > labels.length) {
    const wanted = `at most the ${labels.length} labels of the stratum`;
    const todo = "lower the quota or add the missing labels";
    throw new Refusal("quota-above-pool", `${at}.quota`, wanted, String(quota), todo);
  }
  return { name: text(row.get("name") ?? null, `${at}.name`), quota, labels };
}

/** Every label of the sealed extra draw was announced as a label of the base draw. */
function readClassStrata(raw: Value, known: Set<string>): Stratum[] {
  const strata = readStrata(raw, "pool.class_strata", 0);
  for (const [number, stratum] of strata.entries()) {
    for (const [index, label] of stratum.labels.entries()) {
      knownLabel(label, known, `pool.class_strata[${number}].labels[${index}]`);
    }
  }
  return strata;
}

function chainLength(raw: Value): number {
  const n = whole(raw, "pool.codes.n");
  if (n >= 2) return n;
  const todo = "hash at least 3 × expected substitutes";
  throw new Refusal("bad-count", "pool.codes.n", "2 or more", String(n), todo);
}
