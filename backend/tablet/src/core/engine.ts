/** Keeping tablet and server the same (同步引擎): send, photos, hear, forget what is durable. */

import { MOST_OPERATIONS } from "./batches";
import { trimmable } from "./journal";
import type { Clock, Line, Signer, Store } from "./ports";
import { hearAll } from "./sync/hear";
import { sendPhotos } from "./sync/photos";
import { pushAll } from "./sync/push";
import { Round, type Memory, type Progress, type RoundReport } from "./sync/round";

export type { Progress, RoundReport, Trouble } from "./sync/round";

const MOST_EPOCHS = 3; // changes within one round, before the next round takes over

export class SyncEngine {
  private running: Promise<RoundReport> | null = null;
  private readonly memory: Memory = { room: MOST_OPERATIONS, failures: 0, suspects: false };

  constructor(
    private readonly store: Store,
    private readonly line: Line,
    private readonly signer: Signer,
    private readonly clock: Clock,
    private readonly progress: (progress: Progress) => void = () => undefined,
  ) {}

  /** Rounds in a row that ended with trouble, for backoff.nextTry. */
  get failures(): number {
    return this.memory.failures;
  }

  /** One round; asked again while it runs, it gives the same one. Never throws. */
  round(): Promise<RoundReport> {
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(): Promise<RoundReport> {
    const { store, line, signer, clock, progress } = this;
    const round = new Round({ store, line, signer, clock, progress }, this.memory);
    try {
      await exchange(round);
      await forget(store);
    } catch (fault) {
      round.note(fault);
    }
    const { report } = round;
    this.memory.failures = report.trouble ? this.memory.failures + 1 : 0;
    this.memory.suspects = round.serverFaults > 0;
    return { ...report, heard: [...round.heard] };
  }
}

/** Send, photos, hear; again where the server turned out to live in another epoch. */
async function exchange(round: Round): Promise<void> {
  for (let turn = 0; turn < MOST_EPOCHS; turn += 1) {
    const before = (await round.around.store.standing()).epoch;
    await pushAll(round);
    await sendPhotos(round);
    await hearAll(round);
    const after = (await round.around.store.standing()).epoch;
    if (before === "" || before === after) return;
  }
}

async function forget(store: Store): Promise<void> {
  const [standing, visits, outbox, photos] = await Promise.all([
    store.standing(),
    store.visits(),
    store.waiting(),
    store.photos({ uploaded: false }),
  ]);
  const trim = trimmable(standing, visits, outbox, photos);
  if (trim) await store.trim(trim.through, trim.visits);
}
