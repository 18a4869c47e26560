/** Handing one's operations to a colleague without signal (离线汇合): signed, packed, no photos. */

import { nextBatch } from "../batches";
import { momentOf } from "../moment";
import type { Clock, Signer, Store } from "../ports";
import { signedBytes } from "../sync/send";
import type { Operation, Uuid } from "../types";
import { packed } from "./pack";

export interface SignedBatch {
  device: Uuid;
  body: string;
  signature: string;
}

/** What travels, by QR frames or as one file. */
export interface Handout {
  v: 1;
  kind: "xingjian-join";
  visit: Uuid;
  batches: SignedBatch[];
}

const MOST = 250; // operations: carried batches travel inside another batch

/** Everything this tablet knows first-hand of a visit, and what it carries of others. */
export async function handOut(
  visit: Uuid,
  { store, signer, clock }: { store: Store; signer: Signer; clock: Clock },
): Promise<Uint8Array> {
  const { aheadS } = await store.standing();
  const sent_at = momentOf(clock.now() + aheadS * 1000);
  const carried = await store.carried({ visit });
  const batches: SignedBatch[] = carried.map(({ device, body, signature }) => ({
    device, body, signature,
  }));
  const own = (await store.journal({ visit })).filter((one) => one.kind !== "lead.add");
  for (const operations of cut(own)) {
    const body = JSON.stringify({ operations, sent_at });
    const signature = await signer.sign(signedBytes(signer.device, new TextEncoder().encode(body)));
    batches.push({ device: signer.device, body, signature });
  }
  const handout: Handout = { v: 1, kind: "xingjian-join", visit, batches };
  return packed(JSON.stringify(handout));
}

function cut(operations: readonly Operation[]): Operation[][] {
  const batches: Operation[][] = [];
  for (let left = operations; left.length > 0; ) {
    const batch = nextBatch(left, MOST);
    batches.push(batch);
    left = left.slice(batch.length);
  }
  return batches;
}
