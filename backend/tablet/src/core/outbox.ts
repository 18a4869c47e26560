/** What waits, and why (待上传): to be sent, held at the server, or for the inspector to see. */

import type { Waiting } from "./ports";
import type { Operation, Receipt, Uuid } from "./types";

export interface Sorted {
  /** Without an answer, held in an earlier epoch, or told as applied: its receipt got lost. */
  sendable: Operation[];
  /** The server has them and waits for a cause; sent again only after an epoch change. */
  held: Waiting[];
  /** Refused or in conflict, or with an outcome unknown to this tablet: the inspector sees it. */
  disputed: Waiting[];
}

const CLEARING = new Set<string>(["applied", "duplicate"]);

/** Sort the outbox as it stands in an epoch; told: ids the server told as applied. */
export function sortOutbox(
  outbox: readonly Waiting[],
  epoch: Uuid | "",
  told: ReadonlySet<Uuid> = new Set(),
): Sorted {
  const sorted: Sorted = { sendable: [], held: [], disputed: [] };
  for (const one of outbox) {
    const outcome = one.receipt?.outcome;
    const lost = outcome === undefined || CLEARING.has(outcome) || told.has(one.operation.id);
    if (lost) sorted.sendable.push(one.operation);
    else if (outcome !== "held") sorted.disputed.push(one);
    else if (one.heldIn === epoch) sorted.held.push(one);
    else sorted.sendable.push(one.operation);
  }
  return sorted;
}

/** The receipts that are for these operations; any other is none of ours. */
export function receiptsFor(receipts: readonly Receipt[], sent: ReadonlySet<Uuid>): Receipt[] {
  return receipts.filter((one) => one.id !== null && sent.has(one.id));
}

/** Ids that leave the outbox: each on its own receipt and on nothing else. */
export function clearedBy(receipts: readonly Receipt[]): Uuid[] {
  return receipts.flatMap((one) => (one.id !== null && CLEARING.has(one.outcome) ? [one.id] : []));
}

/** Ids that were refused or are in conflict. */
export function disputedBy(receipts: readonly Receipt[]): Uuid[] {
  const bad = receipts.filter((one) => one.outcome === "refused" || one.outcome === "conflict");
  return bad.flatMap((one) => one.id ?? []);
}
