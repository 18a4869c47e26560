/** Emptying the outbox (上传操作): one poisoned operation never blocks the others. */

import { emergencyFirst, MOST_OPERATIONS, nextBatch } from "../batches";
import { sortOutbox } from "../outbox";
import { LineFault } from "../ports";
import type { Operation } from "../types";
import type { Round } from "./round";
import { probe, sendBatch, sendCarried } from "./send";

const MOST_CUTS = 3; // in a row, before the line counts as gone
const MOST_SERVER_FAULTS = 12; // a round; more of them is a server that is down

/** Push until the outbox holds only what is held, disputed, or was tried in this round. */
export async function pushAll(round: Round): Promise<void> {
  await passOn(round);
  let cuts = 0;
  for (;;) {
    const left = await sendableNow(round);
    const done = round.report.answered;
    const total = done + left.length;
    if (total > 0) round.say({ doing: "sending", done, total, unit: "operations" });
    if (left.length === 0) return;
    const { urgent, rest } = emergencyFirst(left);
    const batch = nextBatch(urgent.length > 0 ? urgent : rest, round.memory.room);
    try {
      await deliver(round, batch);
      cuts = 0;
      round.memory.room = Math.min(MOST_OPERATIONS, round.memory.room * 2);
    } catch (fault) {
      cuts += 1;
      if (!isCut(fault) || cuts === MOST_CUTS) throw fault;
      meetCut(round, batch, fault);
    }
  }
}

/** Smaller pieces from now on; what does not go through alone lets the others pass. */
function meetCut(round: Round, batch: Operation[], fault: unknown): void {
  round.memory.room = Math.max(1, Math.floor(batch.length / 4));
  if (batch.length > 1) return;
  round.note(fault);
  for (const one of batch) round.tried.add(one.id);
}

async function sendableNow(round: Round): Promise<Operation[]> {
  const { store } = round.around;
  const { epoch } = await store.standing();
  const outbox = await store.waiting();
  const answered = outbox.some((one) => one.receipt !== null);
  const told = answered ? new Set([...(await store.toldIds()).values()].flat()) : undefined;
  const { sendable } = sortOutbox(outbox, epoch, told);
  return sendable.filter((one) => !round.tried.has(one.id));
}

/** Send a batch; one that is refused as a whole is halved until the culprit stands alone. */
async function deliver(round: Round, batch: Operation[]): Promise<void> {
  try {
    await sendBatch(round, batch);
  } catch (fault) {
    if (!(fault instanceof LineFault)) throw fault;
    if (fault.kind === "refused") await divide(round, batch, () => condemn(round, batch, fault));
    else if (fault.kind === "server") await meetServerFault(round, batch, fault);
    else throw fault;
  }
}

async function divide(
  round: Round,
  batch: Operation[],
  alone: () => Promise<void>,
): Promise<void> {
  if (batch.length <= 1) return alone();
  const middle = Math.ceil(batch.length / 2);
  await deliver(round, batch.slice(0, middle));
  await deliver(round, batch.slice(middle));
}

/** No receipt, so nothing changes: the others go on, and next time it is looked for. */
async function meetServerFault(round: Round, batch: Operation[], fault: LineFault): Promise<void> {
  round.note(fault);
  round.serverFaults += 1;
  if (round.serverFaults > MOST_SERVER_FAULTS) throw fault;
  const skip = async () => {
    for (const one of batch) round.tried.add(one.id);
  };
  await (round.memory.suspects ? divide(round, batch, skip) : skip());
}

/** Set one operation aside for the inspector, if the server takes anything at all. */
async function condemn(round: Round, batch: Operation[], fault: LineFault): Promise<void> {
  if (!round.proven) await probe(round);
  const { code, message } = fault;
  const receipts = batch.map(({ id }) => {
    round.tried.add(id);
    return { id, outcome: "refused" as const, code, detail: message };
  });
  await round.around.store.settle(receipts, [], {});
}

/** Colleagues' batches go first: own operations may rest on them. */
async function passOn(round: Round): Promise<void> {
  const { store } = round.around;
  for (const batch of await store.carried({ passedOn: false })) {
    try {
      await sendCarried(round, batch);
    } catch (fault) {
      if (!(fault instanceof LineFault)) throw fault;
      if (fault.kind !== "refused" && fault.kind !== "server") throw fault;
      round.note(fault);
      await store.carriedState(batch.id, { trouble: fault.code });
    }
  }
}

function isCut(fault: unknown): boolean {
  return fault instanceof LineFault && fault.kind === "offline";
}
