// The officer part of a pool: who may go, who may not, how many of each department.

import { type Value } from "./json";
import { Refusal } from "./refusal";
import { day, record, rows, text, whole } from "./shape";
import { shown } from "./shown";

const LEAST_OFFICERS = 2;

export interface Officer {
  token: string;
  department: string;
  validUntil: string;
  most: number | null;
}

export interface Team {
  department: string;
  officers: number;
  strata: Set<string>;
  until: string;
}

/** token → label → weight; null is hard. */
export class Pairs {
  private readonly kept = new Map<string, [string, string, number | null]>();

  add(token: string, label: string, weight: number | null): boolean {
    const key = `${token}\n${label}`; // neither holds a line feed
    if (this.kept.has(key)) return false;
    this.kept.set(key, [token, label, weight]);
    return true;
  }

  has(token: string, label: string): boolean {
    return this.kept.has(`${token}\n${label}`);
  }

  weight(token: string, label: string): number {
    return this.kept.get(`${token}\n${label}`)?.[2] ?? 0;
  }

  entries(): [string, string, number | null][] {
    return [...this.kept.values()];
  }

  only(hard: boolean): Pairs {
    const found = new Pairs();
    for (const [token, label, weight] of this.entries()) {
      if ((weight === null) === hard) found.add(token, label, weight);
    }
    return found;
  }
}

export interface Staff {
  officers: Map<string, Officer>;
  teams: Team[];
  hard: Pairs;
  soft: Pairs;
}

export interface Given {
  officers: Value;
  recusals: Value;
  teams: Value;
}

export function readStaff(raw: Given, known: Set<string>, strata: string[], drawnOn: string): Staff {
  const officers = readOfficers(raw.officers);
  const pairs = readRecusals(raw.recusals, new Set(officers.keys()), known, "pool.recusals", true);
  const teams = readTeams(raw.teams, strata, drawnOn);
  return { officers, teams, hard: pairs.only(true), soft: pairs.only(false) };
}

export function readRecusals(
  raw: Value,
  officers: Set<string>,
  known: Set<string>,
  place: string,
  soft: boolean,
): Pairs {
  const pairs = new Pairs();
  for (const [number, entry] of rows(raw, place).entries()) {
    const at = `${place}[${number}]`;
    const row = record(entry, at, ["officer", "label"], soft ? ["weight", "reason"] : ["reason"]);
    const token = oneOf(row.get("officer") ?? null, officers, "officer", `${at}.officer`);
    const label = oneOf(row.get("label") ?? null, known, "label", `${at}.label`);
    if (pairs.has(token, label)) {
      const came = `(${shown(token, 4000)}, ${shown(label, 4000)})`;
      const short = Array.from(came).length > 60 ? `${Array.from(came).slice(0, 59).join("")}…` : came;
      throw new Refusal("recusal-twice", at, "each pair once", short, "drop one");
    }
    const weight = row.has("weight") ? count(row.get("weight") ?? null, `${at}.weight`, 1) : null;
    pairs.add(token, label, weight);
  }
  return pairs;
}

function readOfficers(raw: Value): Map<string, Officer> {
  const officers = new Map<string, Officer>();
  for (const [number, entry] of rows(raw, "pool.officers").entries()) {
    const at = `pool.officers[${number}]`;
    const row = record(entry, at, ["token", "department", "valid_until"], ["max", "name"]);
    const token = text(row.get("token") ?? null, `${at}.token`);
    if (officers.has(token)) {
      throw new Refusal("officer-twice", at, "each token once", shown(token), "drop one");
    }
    officers.set(token, {
      token,
      department: text(row.get("department") ?? null, `${at}.department`),
      validUntil: day(row.get("valid_until") ?? null, `${at}.valid_until`),
      most: row.has("max") ? whole(row.get("max") ?? null, `${at}.max`) : null,
    });
  }
  return officers;
}

function readTeams(raw: Value, strata: string[], drawnOn: string): Team[] {
  const teams: Team[] = [];
  for (const [number, entry] of rows(raw, "pool.teams").entries()) {
    const at = `pool.teams[${number}]`;
    const row = record(entry, at, ["department", "officers"], ["strata", "until"]);
    const department = text(row.get("department") ?? null, `${at}.department`);
    const officers = count(row.get("officers") ?? null, `${at}.officers`, LEAST_OFFICERS);
    const named = rows(row.has("strata") ? (row.get("strata") ?? null) : strata, at, 1);
    const all = new Set(strata);
    const mine = new Set(named.map((name, index) => oneOf(name, all, "stratum", `${at}.strata[${index}]`)));
    const until = row.has("until") ? day(row.get("until") ?? null, `${at}.until`) : drawnOn;
    if (teams.some((one) => one.department === department && [...one.strata].some((name) => mine.has(name)))) {
      const wanted = "each department once for a stratum";
      throw new Refusal("team-twice", at, wanted, shown(department), "join the two teams");
    }
    teams.push({ department, officers, strata: mine, until });
  }
  return teams;
}

function oneOf(raw: Value, known: Set<string>, kind: string, at: string): string {
  if (typeof raw === "string" && known.has(raw)) return raw;
  throw new Refusal(`${kind}-unknown`, at, `a ${kind} of the pool`, shown(raw), "copy it exactly");
}

function count(raw: Value, at: string, least: number): number {
  const found = whole(raw, at);
  if (found >= least) return found;
  throw new Refusal("bad-count", at, `${least} or more`, String(found), "raise it");
}
