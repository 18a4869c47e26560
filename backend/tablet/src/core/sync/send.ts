/** Sending one signed batch and keeping its receipts (上传一批). */

import { clearedBy, disputedBy, receiptsFor } from "../outbox";
import type { CarriedBatch } from "../ports";
import type { Operation, PushAnswer } from "../types";
import type { Round } from "./round";

export const PUSH_PATH = "/api/v1/sync/push";
const utf8 = new TextEncoder();

/** The bytes a tablet signs for a body: method, path, device, then the body as it is. */
export function signedBytes(device: string, body: Uint8Array): Uint8Array {
  const head = utf8.encode(`POST\n${PUSH_PATH}\n${device}\n`);
  const message = new Uint8Array(head.length + body.length);
  message.set(head);
  message.set(body, head.length);
  return message;
}

/** Push operations; what has a receipt is settled, anything else stays as it was. */
export async function sendBatch(round: Round, operations: readonly Operation[]): Promise<void> {
  const { store } = round.around;
  const answer = await post(round, { operations });
  const sent = new Set(operations.map((one) => one.id));
  const standing = await round.meetEpoch(answer);
  const receipts = receiptsFor(answer.receipts, sent);
  await store.settle(receipts, clearedBy(receipts), standing);
  for (const one of sent) round.tried.add(one); // also those left without a receipt
  round.report.answered += receipts.length;
}

/** Pass a colleague's batch on, as its own tablet signed it. */
export async function sendCarried(round: Round, batch: CarriedBatch): Promise<void> {
  const { store } = round.around;
  const { device, body, signature } = batch;
  const answer = await post(round, { operations: [], carried: [{ device, body, signature }] });
  await store.settle([], [], await round.meetEpoch(answer));
  const about = answer.carried?.[0];
  await store.carriedState(batch.id, {
    passedOn: about !== undefined,
    disputed: disputedBy(about?.receipts ?? []),
    trouble: about?.code ?? "",
  });
}

/** An empty batch: does the server take anything at all? */
export async function probe(round: Round): Promise<void> {
  const answer = await post(round, { operations: [] });
  await round.around.store.settle([], [], await round.meetEpoch(answer));
}

async function post(round: Round, batch: object): Promise<PushAnswer> {
  const { store, line, signer } = round.around;
  const sent_at = round.officeNow(await store.standing());
  const body = utf8.encode(JSON.stringify({ ...batch, sent_at }));
  const signature = await signer.sign(signedBytes(signer.device, body));
  const answer = await line.push(body, signature);
  round.proven = true;
  return answer;
}
