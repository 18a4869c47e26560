/** Cutting the outbox into batches (批次), what is urgent first. */

import { needsOf, text, texts } from "./reading";
import type { Operation, Uuid } from "./types";

export const MOST_OPERATIONS = 500;
/** Plain bytes; what is no larger than this is no larger packed either (the limit is 1 MiB). */
const MOST_BYTES = 1024 * 1024 - 4096;

const utf8 = new TextEncoder();

/** Emergency operations with their causes, then the rest; both in the order of the outbox. */
export function emergencyFirst(operations: readonly Operation[]): {
  urgent: Operation[];
  rest: Operation[];
} {
  const ids = urgentIds(operations);
  return {
    urgent: operations.filter((one) => ids.has(one.id)),
    rest: operations.filter((one) => !ids.has(one.id)),
  };
}

/** The next batch: one too large on its own goes alone. */
export function nextBatch(operations: readonly Operation[], most = MOST_OPERATIONS): Operation[] {
  const batch: Operation[] = [];
  let bytes = 100; // the outer object
  for (const operation of operations) {
    bytes += utf8.encode(JSON.stringify(operation)).length + 1;
    if (batch.length > 0 && (bytes > MOST_BYTES || batch.length >= most)) break;
    batch.push(operation);
  }
  return batch;
}

/** The photos that major findings name. */
export function urgentPhotos(operations: readonly Operation[]): Set<Uuid> {
  return new Set(operations.filter(isMajor).flatMap((one) => texts(one.body, "evidence")));
}

function urgentIds(operations: readonly Operation[]): Set<Uuid> {
  const known = new Map(operations.map((one) => [one.id, one]));
  const photos = urgentPhotos(operations);
  const queue = operations.filter(
    (one) =>
      isMajor(one) ||
      one.kind === "lead.add" ||
      (one.kind === "evidence.add" && photos.has(text(one.body, "id"))),
  );
  const ids = new Set<Uuid>();
  for (let one = queue.pop(); one; one = queue.pop()) {
    if (ids.has(one.id)) continue;
    ids.add(one.id);
    queue.push(...needsOf(one).flatMap((need) => known.get(need) ?? []));
  }
  return ids;
}

function isMajor({ kind, body }: Operation): boolean {
  return (kind === "finding.add" || kind === "finding.change") && body["severity"] === "major";
}
