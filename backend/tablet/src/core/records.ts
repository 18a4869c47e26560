/** Which record an operation changes (记录): parents are worked out by these keys. */

import { text } from "./reading";
import type { Body, Kind, Uuid } from "./types";

const BY_ITEM = new Set<Kind>(["answer.set", "answer.clear"]);
const BY_OFFICER = new Set<Kind>(["visit.open", "visit.join", "visit.leave"]);
const OF_ANY = /^(evidence|finding)\./;

/** The key of the record; null for kinds that change none. */
export function recordOf(kind: Kind, body: Body): string | null {
  if (BY_ITEM.has(kind)) return answerRecord(text(body, "item"), body.officer);
  if (kind === "answer.reconcile") return `decision\n${text(body, "item")}`;
  if (kind === "fact.set" || kind === "fact.clear") return `fact\n${text(body, "name")}`;
  if (BY_OFFICER.has(kind)) return `seat\n${body.officer}`;
  if (kind === "visit.handover") return "lead";
  const family = OF_ANY.exec(kind)?.[1];
  return family ? `${family}\n${text(body, "id")}` : null;
}

/** An officer's answer to an item. */
export function answerRecord(item: string, officer: Uuid): string {
  return `answer\n${item}\n${officer}`;
}
