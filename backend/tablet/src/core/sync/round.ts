/** One round of sending and hearing (一轮同步): what its parts share, and what came of it. */

import { momentOf } from "../moment";
import {
  LineFault, type Clock, type FaultKind, type Line, type Signer, type Standing, type Store,
} from "../ports";
import { markOf, requeueAbove } from "../pull";
import type { Uuid } from "../types";

export interface Progress {
  doing: "sending" | "photos" | "hearing";
  done: number;
  /** 0 where nobody knows. */
  total: number;
  unit: "operations" | "bytes";
}

export interface Trouble {
  /** "internal": a fault of this tablet itself. */
  kind: FaultKind | "internal";
  code: string;
  message: string;
  retryAfterS: number | null;
}

export interface RoundReport {
  /** The first thing that went wrong; null when the round was whole. */
  trouble: Trouble | null;
  /** Operations with a receipt of this round. */
  answered: number;
  /** Photos whose last byte went up. */
  photos: number;
  /** Visits of which something was told. */
  heard: Uuid[];
  /** The server lost something: the journal above the mark was put back into the outbox. */
  newEpoch: boolean;
}

export interface Surroundings {
  store: Store;
  line: Line;
  signer: Signer;
  clock: Clock;
  progress?: (progress: Progress) => void;
}

/** What outlives a round: how many operations this line takes at once, and what failed. */
export interface Memory {
  room: number;
  failures: number;
  /** The last round met a server fault on a batch: now batches are halved to find it. */
  suspects: boolean;
}

export class Round {
  readonly tried = new Set<Uuid>();
  readonly heard = new Set<Uuid>();
  /** The server took something in this round, so that it is not the line that says no. */
  proven = false;
  serverFaults = 0;
  restarted = false;
  report: RoundReport = { trouble: null, answered: 0, photos: 0, heard: [], newEpoch: false };

  constructor(
    readonly around: Surroundings,
    readonly memory: Memory,
  ) {}

  /** Keep the first trouble; later ones follow from it more often than not. */
  note(fault: unknown): void {
    this.report.trouble ??= troubleOf(fault);
  }

  say(progress: Progress): void {
    this.around.progress?.(progress);
  }

  /** The moment of the office's clock, by the last contact. */
  officeNow({ aheadS }: Standing): string {
    return momentOf(this.around.clock.now() + aheadS * 1000);
  }

  /** Before anything of an answer is kept: another epoch puts the journal back, in one step. */
  async meetEpoch(answer: {
    epoch: Uuid;
    durable_through_seq: number;
  }): Promise<Partial<Standing>> {
    const { store, clock } = this.around;
    const standing = await store.standing();
    const above = requeueAbove(answer, standing);
    const mark = markOf(answer, standing);
    if (above !== null) {
      await store.requeue(above, answer.epoch);
      this.tried.clear();
      this.report.newEpoch = true;
    }
    const lastContact = momentOf(clock.now());
    return { epoch: answer.epoch, durableThroughSeq: mark, lastContact };
  }
}

/** A fault in words that can be shown and sent. */
export function troubleOf(fault: unknown): Trouble {
  if (fault instanceof LineFault) {
    const { kind, code, message, retryAfterS } = fault;
    return { kind, code, message, retryAfterS };
  }
  const { code, message } = fault as { code?: unknown; message?: unknown };
  return {
    kind: "internal",
    code: typeof code === "string" ? code : "internal",
    message: typeof message === "string" ? message : String(fault),
    retryAfterS: null,
  };
}
