// Officers for the drawn visits, department by department; kept crews stay where they may.

import { counter } from "./counter";
import { type Json, type Value } from "./json";
import type { Pool } from "./pool";
import { Roster } from "./roster";
import { record, rows } from "./shape";
import { Pairs, type Team } from "./staff";

export type Crews = Map<string, Map<string, string[]>>; // department → label → tokens

export interface Wanted {
  visits: string[]; // labels in the order of their positions
  position: Map<string, string>;
  recused: Pairs[];
  kept: Crews;
  written: Json; // the iteration as the bundle has it
  number: number;
}

export function assign(pool: Pool, wanted: Wanted): { visits: Json[]; crews: Crews } {
  const crews: Crews = new Map();
  const told = new Map<string, Json[]>(wanted.visits.map((label) => [label, []]));
  for (const [department, teams] of departments(pool, wanted.visits)) {
    const stay = staying(wanted, department);
    const officers = new Map([...pool.staff.officers].filter(([, who]) => who.department === department));
    const roster = new Roster(officers, teams, wanted.recused, stay);
    const shortSet = counter(roster, teamsOf(wanted, department));
    for (const label of teams.keys()) {
      const passed = roster.fill(label, pool.staff.soft, wanted.position, shortSet);
      const row: [string, Value][] = [["department", department], ["officers", roster.crews.get(label) ?? []]];
      told.get(label)?.push(new Map([...row, ["passed", passed]]));
    }
    crews.set(department, roster.crews);
  }
  const visits = wanted.visits.map((label): Json => new Map<string, Value>([
    ["label", label],
    ["teams", told.get(label) ?? []],
  ]));
  return { visits, crews };
}

function staying(wanted: Wanted, department: string): Map<string, string[]> {
  const barred = (token: string, label: string) => wanted.recused.some((pairs) => pairs.has(token, label));
  const kept = [...(wanted.kept.get(department) ?? [])];
  return new Map(kept.map(([label, tokens]) => [label, tokens.filter((token) => !barred(token, label))]));
}

/** For each department, in the pool's order, the visits it takes part in and its team there. */
function departments(pool: Pool, visits: string[]): Map<string, Map<string, Team>> {
  const wanted = new Set(visits);
  const home = new Map<string, string>();
  for (const stratum of pool.strata) {
    for (const label of stratum.labels) if (wanted.has(label)) home.set(label, stratum.name);
  }
  const found = new Map<string, Map<string, Team>>();
  for (const { department } of pool.staff.teams) {
    if (found.has(department)) continue;
    const mine = pool.staff.teams.filter((team) => team.department === department);
    const teams = new Map<string, Team>();
    for (const label of visits) {
      const team = mine.find((one) => one.strata.has(home.get(label) ?? ""));
      if (team) teams.set(label, team);
    }
    found.set(department, teams);
  }
  return found;
}

/** The bundle's team rows of a department, by visit. */
function teamsOf(wanted: Wanted, department: string): Map<string, Json> {
  const found = new Map<string, Json>();
  const place = `iterations[${wanted.number}].visits`;
  for (const [index, entry] of rows(wanted.written.get("visits"), place).entries()) {
    const visit = record(entry, `${place}[${index}]`, ["label", "teams"]);
    const at = `${place}[${index}].teams`;
    const label = visit.get("label");
    for (const row of rows(visit.get("teams"), at)) {
      const team = record(row, at, ["department", "officers", "passed"]);
      if (team.get("department") === department && typeof label === "string") found.set(label, team);
    }
  }
  return found;
}
