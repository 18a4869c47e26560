/** Taking a colleague's operations over without signal (接收离线汇合): kept as they were signed.
 *
 * The signature is his tablet's; the server checks it when the batch is passed on.
 */

import { sha256 } from "../canonical";
import type { CarriedBatch, Store } from "../ports";
import type { Json, Operation, Uuid } from "../types";
import type { SignedBatch } from "./handout";
import { unpacked } from "./pack";

export type JoinCode = "join-unreadable" | "join-other-visit" | "join-nothing-new";

/** Why a handout is not taken; the screen has words for each code. */
export class JoinFault extends Error {
  constructor(readonly code: JoinCode, message: string) {
    super(message);
  }
}

/** Keep the batches of a handout; gives how many operations are new here, by tablet. */
export async function takeOver(
  payload: Uint8Array,
  visit: Uuid,
  store: Store,
): Promise<Map<Uuid, number>> {
  const batches = await read(payload, visit);
  const { device: here } = await store.standing();
  const known = new Set([
    ...(await store.told(visit)).map((one) => one.id),
    ...(await store.carried({ visit })).flatMap((one) => one.operations.map(({ id }) => id)),
  ]);
  const fresh = new Map<Uuid, number>();
  for (const batch of batches) {
    const count = batch.operations.filter((one) => !known.has(one.id)).length;
    if (batch.device === here || count === 0) continue;
    await store.carry(batch);
    fresh.set(batch.device, (fresh.get(batch.device) ?? 0) + count);
  }
  if (fresh.size === 0) {
    throw new JoinFault("join-nothing-new", "expected a colleague's operations, came known ones");
  }
  return fresh;
}

async function read(payload: Uint8Array, visit: Uuid): Promise<CarriedBatch[]> {
  const handout = object(await json(() => unpacked(payload)));
  if (handout["v"] !== 1 || handout["kind"] !== "xingjian-join") throw unreadable();
  if (handout["visit"] !== visit) {
    throw new JoinFault("join-other-visit", `expected visit ${visit}`);
  }
  const batches = handout["batches"];
  if (!Array.isArray(batches)) throw unreadable();
  return Promise.all(batches.map((one) => batchOf(signedBatch(one), visit)));
}

async function batchOf(signed: SignedBatch, visit: Uuid): Promise<CarriedBatch> {
  const { operations } = object(await json(async () => signed.body));
  const fits = (one: Json) => {
    const { id, device, visit: of, seq, after, body } = object(one);
    const whole = typeof id === "string" && typeof seq === "number" && Array.isArray(after);
    return whole && object(body ?? null) && device === signed.device && of === visit;
  };
  if (!Array.isArray(operations) || !operations.every(fits)) throw unreadable();
  return {
    id: await sha256(signed.body),
    visit,
    ...signed,
    operations: operations as unknown as Operation[],
    passedOn: false,
    disputed: [],
    trouble: "",
  };
}

function signedBatch(value: Json): SignedBatch {
  const { device, body, signature } = object(value);
  if ([device, body, signature].some((one) => typeof one !== "string")) throw unreadable();
  return { device, body, signature } as unknown as SignedBatch;
}

async function json(read: () => Promise<string>): Promise<Json> {
  try {
    return JSON.parse(await read()) as Json;
  } catch {
    throw unreadable();
  }
}

function object(value: Json): { [key: string]: Json } {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw unreadable();
  return value;
}

function unreadable(): JoinFault {
  return new JoinFault("join-unreadable", "expected a whole handout of a visit");
}
