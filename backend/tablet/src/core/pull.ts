/** What a pull brought, ready to be kept (下行): told operations, receipts, marks, the clock. */

import { digest } from "./canonical";
import { momentOf } from "./moment";
import type { Heard, Standing } from "./ports";
import { skewOf } from "./skew";
import type { Digest, PullAnswer, ToldOperation, Uuid } from "./types";

/** SHA-256 over the sorted ids of what was told, per visit; both sides must have the same. */
export function stateDigest(told: ReadonlyMap<Uuid, readonly Uuid[]>): Promise<Digest> {
  const held = [...told].filter(([, ids]) => ids.length > 0);
  return digest(Object.fromEntries(held.map(([visit, ids]) => [visit, [...new Set(ids)].sort()])));
}

export interface Contact {
  standing: Pick<Standing, "epoch" | "durableThroughSeq">;
  askedAt: number;
  heardAt: number;
}

/** One page of the answer. A resync drops what was told before; outbox and journal stay. */
export function heardFrom(answer: PullAnswer, { standing, askedAt, heardAt }: Contact): Heard {
  return {
    standing: {
      cursor: answer.cursor,
      epoch: answer.epoch,
      durableThroughSeq: markOf(answer, standing),
      skewMs: skewOf(answer.clock, askedAt, heardAt),
      aheadS: answer.clock.ahead_s,
      gaps: answer.gaps,
      lastContact: momentOf(heardAt),
    },
    visits: answer.visits,
    operations: answer.entries.flatMap(operationsOf),
    receipts: answer.receipts.filter((one) => one.id !== null),
    resync: answer.resync !== "",
  };
}

/** The durable mark never goes back but with a new epoch. */
export function markOf(
  answer: { epoch: Uuid; durable_through_seq: number },
  standing: Pick<Standing, "epoch" | "durableThroughSeq">,
): number {
  const stays = standing.epoch === answer.epoch ? standing.durableThroughSeq : 0;
  return Math.max(answer.durable_through_seq, stays);
}

/** From where the journal is sent again when this answer shows another epoch; else null. */
export function requeueAbove(
  answer: { epoch: Uuid; durable_through_seq: number },
  standing: Pick<Standing, "epoch" | "durableThroughSeq">,
): number | null {
  if (standing.epoch === "" || standing.epoch === answer.epoch) return null;
  return Math.min(answer.durable_through_seq, standing.durableThroughSeq);
}

function operationsOf(entry: PullAnswer["entries"][number]): ToldOperation[] {
  return entry.kind === "operations" ? (entry.body.operations ?? []) : [];
}
