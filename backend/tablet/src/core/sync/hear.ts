/** Hearing what is new (下行同步) until there is no more, and proving both hold the same. */

import { LineFault } from "../ports";
import { heardFrom, stateDigest } from "../pull";
import type { PullAnswer } from "../types";
import type { Round } from "./round";

const MOST_CUTS = 3;

/** Pull until nothing is left; a difference between both sides starts over, once a round. */
export async function hearAll(round: Round): Promise<void> {
  const { store, clock } = round.around;
  let operations = 0;
  for (let more = true; more; ) {
    round.say({ doing: "hearing", done: operations, total: 0, unit: "operations" });
    const askedAt = clock.now();
    const answer = await ask(round);
    const heardAt = clock.now();
    const standing = await store.standing();
    await round.meetEpoch(answer);
    const heard = heardFrom(answer, { standing, askedAt, heardAt });
    await store.hear(heard);
    for (const one of heard.operations) round.heard.add(one.visit);
    operations += heard.operations.length;
    more = answer.more && answer.cursor !== standing.cursor;
  }
}

async function ask(round: Round): Promise<PullAnswer> {
  const { store } = round.around;
  const { cursor } = await store.standing();
  const state = cursor ? await stateDigest(await store.toldIds()) : "";
  try {
    return await patiently(() => round.around.line.pull(cursor, state));
  } catch (fault) {
    const differs = fault instanceof LineFault && fault.kind === "state-differs";
    if (!differs || round.restarted) throw fault;
    round.restarted = true;
    return patiently(() => round.around.line.pull("", ""));
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let cuts = 1; ; cuts += 1) {
    try {
      return await work();
    } catch (fault) {
      const cut = fault instanceof LineFault && fault.kind === "offline";
      if (!cut || cuts === MOST_CUTS) throw fault;
    }
  }
}
