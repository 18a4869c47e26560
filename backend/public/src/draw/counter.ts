// Believes a bundle's `infeasible` only where counting its short set proves it: no solver is needed.

import { type Json, type Value } from "./json";
import { Refusal } from "./refusal";
import type { Roster, ShortSet } from "./roster";
import { record, rows } from "./shape";
import { shown } from "./shown";

/** written: the bundle's team row of each visit. */
export function counter(roster: Roster, written: Map<string, Json>): ShortSet {
  return (visit, token) => {
    const team = written.get(visit);
    const given = team?.has("passed") ? team.get("passed") : [];
    for (const [number, entry] of rows(given, `visits ${visit}.passed`).entries()) {
      const at = `visits ${visit}.passed[${number}]`;
      const row = record(entry, at, ["officer", "reason"], ["short"]);
      if (row.get("officer") === token && row.get("reason") === "infeasible") {
        return proved(roster, visit, token, rows(row.get("short"), `${at}.short`, 1));
      }
    }
    return [];
  };
}

function proved(roster: Roster, visit: string, token: string, short: Value[]): string[] {
  const named = [...roster.visits.keys()].filter((label) => short.includes(label));
  roster.take(visit, token);
  const [needed, have] = roster.balance(named);
  roster.giveBack(visit, token);
  const same = named.length === short.length && named.every((label, at) => label === short[at]);
  if (needed > have && same) return named;
  throw new Refusal(
    "short-set-unproved",
    `visits ${visit}, officer ${token}`,
    "visits, in order, whose open places outnumber what the officers can give",
    `${needed} places and ${have} for ${shown(short, 120)}`,
    "do not trust this assignment; ask the office for the drawn bundle",
  );
}
