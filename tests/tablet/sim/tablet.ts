/** A tablet in the simulator: the real core on a store in memory, an inspector, and a battery. */

import { SyncEngine } from "../../../backend/tablet/src/core/engine";
import { handOut, takeOver } from "../../../backend/tablet/src/core/join";
import { makeOperation } from "../../../backend/tablet/src/core/operations";
import type { Body, Operation, Uuid, VisitState } from "../../../backend/tablet/src/core/types";
import { reduceVisit } from "../../../backend/tablet/src/core/visit";
import { Writer } from "../../../backend/tablet/src/core/writer";
import { MemoryStore } from "../memory-store";
import type { Chance } from "./chance";
import { nextDeed } from "./deeds";
import { SimLine, type SimServer } from "./line";

const BAD = new Set(["refused", "conflict"]);

/** A store whose battery ends after so many writes; what was written stays. */
export class MortalStore extends MemoryStore {
  writesLeft = Infinity;

  protected override async begin(): Promise<void> {
    await super.begin();
    if (this.writesLeft <= 0) throw new Error("the battery is empty");
    this.writesLeft -= 1;
  }
}

export class SimTablet {
  readonly store: MortalStore;
  readonly line: SimLine;
  /** Everything that was ever shown as saved. */
  readonly saved: Operation[] = [];
  engine: SyncEngine;
  private writer: Writer;

  constructor(
    readonly device: Uuid,
    readonly officers: Uuid[],
    readonly lead: Uuid,
    server: SimServer,
    private readonly chance: Chance,
    private readonly clock: { ms: number; now(): number },
    private readonly fresh: () => Uuid,
  ) {
    this.store = new MortalStore(device);
    this.line = new SimLine(server, device, chance, () => clock.now());
    this.engine = this.newEngine();
    this.writer = Writer.of(this.store);
  }

  /** Switched off and on: what was in memory is gone. */
  restart(): void {
    this.store.writesLeft = Infinity;
    this.engine = this.newEngine();
    this.writer = Writer.of(this.store);
  }

  /** The inspector does something; only what is durable counts as saved. */
  async work(visit: Uuid): Promise<void> {
    const state = await this.picture(visit);
    const deed = await nextDeed(state, this.chance, this.fresh);
    if (!deed || (state.lock !== null && deed.kind !== "visit.lock")) return;
    const body = { ...deed.body, officer: this.chance.pick(this.officers) } as Body;
    const { device, clock } = this;
    const file = { visit, sha256: "", mediaType: "image/jpeg" };
    const photos = deed.photo ? [{ ...deed.photo, ...file }] : [];
    const make = (seq: number) => ({
      operation: makeOperation(state, { device, seq, kind: deed.kind, body, now: clock.now() }),
      photos,
    });
    await this.writer.write(make, (operation) => this.saved.push(operation)).catch(() => undefined);
  }

  /** Operations handed over by codes on the screen. */
  async takeFrom(other: SimTablet, visit: Uuid): Promise<void> {
    const { store, clock, device } = other;
    const signer = { device, sign: async () => "signed" };
    const payload = await handOut(visit, { store, clock, signer });
    await takeOver(payload, visit, this.store).catch(() => undefined);
  }

  async picture(visit: Uuid): Promise<VisitState> {
    const { store, lead } = this;
    const batches = await store.carried({ visit });
    const bad = (await store.waiting()).filter((one) => BAD.has(one.receipt?.outcome ?? ""));
    const sources = {
      told: await store.told(visit),
      own: await store.journal({ visit }),
      carried: batches.flatMap((one) => one.operations),
      disputed: new Set([
        ...bad.map((one) => one.operation.id),
        ...batches.flatMap((one) => one.disputed),
      ]),
    };
    return reduceVisit(visit, sources, { lead, tolerance: () => null });
  }

  private newEngine(): SyncEngine {
    const signer = { device: this.device, sign: async () => "signed" };
    return new SyncEngine(this.store, this.line, signer, this.clock);
  }
}
