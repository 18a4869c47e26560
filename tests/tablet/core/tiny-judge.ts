/** A naive judge with the five outcomes: enough rules to be refused, moved on, held, shelved. */

import { canonical } from "../../../backend/tablet/src/core/canonical";
import { causesFirst } from "../../../backend/tablet/src/core/visit/order";
import { needsOf } from "../../../backend/tablet/src/core/reading";
import { recordOf } from "../../../backend/tablet/src/core/records";
import type { Operation, Outcome, Receipt, Uuid } from "../../../backend/tablet/src/core/types";

export interface Stored {
  operation: Operation;
  outcome: Outcome;
  code: string;
  defects: string[];
}

export interface Docket {
  stored: Map<Uuid, Stored>;
  /** record → the operation that last changed it */
  records: Map<string, Uuid>;
  signed: Set<Uuid>;
  locked: Set<Uuid>;
}

const NOT_COUNTED = new Set(["visit.lock", "evidence.waive", "amendment.add", "lead.add"]);
const BAD = new Set<Outcome | undefined>(["refused", "conflict"]);

/** Judge all that can be judged now; gives the ids that were settled, in order. */
export function judgeAll(docket: Docket, fresh: Operation[]): Uuid[] {
  const { stored } = docket;
  for (const operation of fresh) {
    stored.set(operation.id, { operation, outcome: "held", code: "", defects: [] });
  }
  const settled: Uuid[] = [];
  const held = [...stored.values()].filter((one) => one.outcome === "held");
  const waits = new Set(held.map((one) => one.operation.id));
  for (const { id } of causesFirst(held.map((one) => one.operation))) {
    const one = stored.get(id);
    const needs = one ? needsOf(one.operation) : [];
    if (!one || needs.some((need) => !stored.has(need) || waits.has(need))) continue;
    waits.delete(id);
    settled.push(...judge(docket, one));
  }
  return settled;
}

export function receiptOf(docket: Docket, id: Uuid): Receipt {
  const one = docket.stored.get(id);
  if (!one) throw new Error(`no such operation ${id}`);
  const { outcome, code, defects } = one;
  const needs = needsOf(one.operation).filter((need) => !docket.stored.has(need));
  return {
    id,
    outcome,
    ...(code ? { code, detail: `合成：${code}` } : {}),
    ...(defects.length > 0 ? { defects } : {}),
    ...(outcome === "held" ? { needs } : {}),
  };
}

function judge(docket: Docket, one: Stored): Uuid[] {
  const { operation } = one;
  const brought = isHome(operation) ? badTree(docket, operation) : [];
  for (const cause of brought) apply(docket, cause, ["cause-refused"]);
  const soft = docket.signed.has(operation.visit) || isHome(operation);
  const bad = needsOf(operation).some((need) => BAD.has(docket.stored.get(need)?.outcome));
  const code = verdict(docket, operation, bad);
  if (docket.locked.has(operation.visit) && operation.kind !== "amendment.add") {
    set(one, "applied", "", ["after-lock"]);
  } else if (!code) apply(docket, one, []);
  else if (code === "record-moved" && soft) set(one, "applied", "", [code]);
  else if (soft) apply(docket, one, [code]);
  else set(one, code === "refused-by-rule" ? "refused" : "conflict", code, []);
  return [...brought.map((cause) => cause.operation.id), operation.id];
}

function verdict(docket: Docket, operation: Operation, bad: boolean): string {
  if (bad) return "cause-refused";
  if (String(operation.body["item"] ?? "").startsWith("refused.")) return "refused-by-rule";
  const record = recordOf(operation.kind, operation.body);
  const last = record === null ? undefined : docket.records.get(record);
  const moved = last !== undefined && last !== operation.parent;
  return moved && !sameContent(docket, last, operation) ? "record-moved" : "";
}

function sameContent(docket: Docket, last: Uuid, operation: Operation): boolean {
  const now = docket.stored.get(last)?.operation;
  return now?.kind === operation.kind && canonical(now.body) === canonical(operation.body);
}

function apply(docket: Docket, one: Stored, defects: string[]): void {
  const { operation } = one;
  set(one, "applied", "", defects);
  const record = recordOf(operation.kind, operation.body);
  if (record) docket.records.set(record, operation.id);
  if (isHome(operation)) docket.signed.add(operation.visit);
}

/** Lock once as much is applied as the lead's tablet stated. */
export function tryLock(docket: Docket, visit: Uuid): boolean {
  const here = [...docket.stored.values()].filter(
    (one) => one.operation.visit === visit && one.outcome === "applied",
  );
  const ask = here.findLast((one) => one.operation.kind === "visit.lock");
  const counted = here.filter((one) => !NOT_COUNTED.has(one.operation.kind)).length;
  const locks = ask?.operation.body["operations"] === counted && !docket.locked.has(visit);
  if (locks) docket.locked.add(visit);
  return locks;
}

function badTree(docket: Docket, operation: Operation): Stored[] {
  const found = new Set<Stored>();
  const collect = (one: Operation) => {
    for (const need of needsOf(one)) {
      const cause = docket.stored.get(need);
      if (!cause || !BAD.has(cause.outcome) || found.has(cause)) continue;
      collect(cause.operation);
      found.add(cause);
    }
  };
  collect(operation);
  return [...found];
}

function isHome({ kind, body }: Operation): boolean {
  return kind === "signature.add" && body["signer"] !== "officer";
}

function set(one: Stored, outcome: Outcome, code: string, defects: string[]): void {
  Object.assign(one, { outcome, code, defects });
}
