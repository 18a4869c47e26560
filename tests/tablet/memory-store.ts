/** A store in memory, as strict as the real one: all or nothing; operations never change. */

import type {
  CarriedBatch, Heard, NewPhoto, PhotoRow, Standing, Store, Waiting,
} from "../../backend/tablet/src/core/ports";
import type {
  Operation, Receipt, ToldOperation, Uuid, VisitBrief,
} from "../../backend/tablet/src/core/types";

const CLEARING = new Set(["applied", "duplicate"]);

interface Kept {
  standing: Standing;
  journal: Map<Uuid, Operation>;
  outbox: Map<Uuid, { receipt: Receipt | null; heldIn: Uuid | null }>;
  told: Map<Uuid, ToldOperation>;
  visits: VisitBrief[];
  photos: Map<Uuid, PhotoRow & { bytes: Uint8Array }>;
  carried: Map<string, CarriedBatch>;
}

export class MemoryStore implements Store {
  /** Ids that ever left the outbox, in order. */
  readonly cleared: Uuid[] = [];
  /** Ids that were ever forgotten. */
  readonly trimmed: Operation[] = [];
  /** Set by a test: the next write fails with this. */
  failNext: Error | null = null;
  private readonly kept: Kept;

  constructor(device: Uuid) {
    this.kept = {
      standing: {
        device, lastSeq: 0, cursor: "", epoch: "", durableThroughSeq: 0, skewMs: null, aheadS: 0,
        gaps: [], lastContact: null,
      },
      journal: new Map(), outbox: new Map(), told: new Map(), visits: [], photos: new Map(),
      carried: new Map(),
    };
  }

  async standing(): Promise<Standing> {
    return { ...this.kept.standing };
  }

  async add(operations: Operation[], photos: NewPhoto[] = []): Promise<void> {
    await this.begin();
    const { kept } = this;
    for (const one of operations) {
      if (one.seq <= kept.standing.lastSeq) throw new Error(`seq ${one.seq} is used`);
      kept.standing.lastSeq = one.seq;
      kept.journal.set(one.id, one);
      kept.outbox.set(one.id, { receipt: null, heldIn: null });
    }
    for (const { id, visit, sha256, mediaType, bytes } of photos) {
      const row = { id, visit, sha256, mediaType, length: bytes.length };
      kept.photos.set(id, { ...row, bytes: bytes.slice(), uploaded: false, trouble: "" });
    }
  }

  async waiting(): Promise<Waiting[]> {
    const rows = [...this.kept.outbox].flatMap(([id, row]) => {
      const operation = this.kept.journal.get(id);
      return operation ? [{ operation, ...row }] : [];
    });
    return rows.sort((one, other) => one.operation.seq - other.operation.seq);
  }

  async journal(filter: { visit?: Uuid; above?: number } = {}): Promise<Operation[]> {
    const rows = [...this.kept.journal.values()].filter(
      (one) =>
        (filter.visit === undefined || one.visit === filter.visit) &&
        one.seq > (filter.above ?? 0),
    );
    return rows.sort((one, other) => one.seq - other.seq);
  }

  async told(visit: Uuid): Promise<ToldOperation[]> {
    return [...this.kept.told.values()].filter((one) => one.visit === visit);
  }

  async toldIds(): Promise<Map<Uuid, Uuid[]>> {
    const ids = new Map<Uuid, Uuid[]>();
    for (const one of this.kept.told.values()) {
      const known = ids.get(one.visit);
      if (known) known.push(one.id);
      else ids.set(one.visit, [one.id]);
    }
    return ids;
  }

  async visits(): Promise<VisitBrief[]> {
    return this.kept.visits.slice();
  }

  async settle(receipts: Receipt[], clears: Uuid[], standing: Partial<Standing>): Promise<void> {
    await this.begin();
    Object.assign(this.kept.standing, standing);
    this.keepReceipts(receipts);
    this.clear(clears);
  }

  async hear(heard: Heard): Promise<void> {
    await this.begin();
    const { kept } = this;
    if (heard.resync) kept.told.clear();
    for (const one of heard.operations) kept.told.set(one.id, one);
    kept.visits = heard.visits.slice();
    const named = new Set(heard.visits.map((one) => one.id));
    for (const one of kept.told.values()) if (!named.has(one.visit)) kept.told.delete(one.id);
    Object.assign(kept.standing, heard.standing);
    for (const receipt of heard.receipts) {
      this.keepReceipts([receipt]);
      if (receipt.id && CLEARING.has(receipt.outcome)) this.clear([receipt.id]);
    }
  }

  async requeue(above: number, epoch: Uuid): Promise<void> {
    await this.begin();
    const { kept } = this;
    for (const one of kept.journal.values()) {
      if (one.seq > above) kept.outbox.set(one.id, { receipt: null, heldIn: null });
      const photo = one.kind === "evidence.add" && kept.photos.get(String(one.body["id"]));
      if (photo && one.seq > above) photo.uploaded = false;
    }
    for (const one of kept.carried.values()) one.passedOn = false;
    kept.standing.epoch = epoch;
  }

  async trim(through: number, visits: Uuid[]): Promise<void> {
    await this.begin();
    const { kept } = this;
    for (const one of kept.journal.values()) {
      if (one.seq > through || !visits.includes(one.visit) || kept.outbox.has(one.id)) continue;
      kept.journal.delete(one.id);
      kept.photos.delete(String(one.body["id"]));
      this.trimmed.push(one);
    }
    for (const one of kept.carried.values()) {
      if (one.passedOn && visits.includes(one.visit)) kept.carried.delete(one.id);
    }
  }

  async carry(batch: CarriedBatch): Promise<void> {
    await this.begin();
    if (!this.kept.carried.has(batch.id)) this.kept.carried.set(batch.id, { ...batch });
  }

  async carried(filter: { visit?: Uuid; passedOn?: boolean } = {}): Promise<CarriedBatch[]> {
    const { visit, passedOn } = filter;
    const rows = [...this.kept.carried.values()].filter(
      (one) =>
        (visit === undefined || one.visit === visit) &&
        (passedOn === undefined || one.passedOn === passedOn),
    );
    return rows.map((one) => ({ ...one }));
  }

  async carriedState(id: string, state: Partial<CarriedBatch>): Promise<void> {
    await this.begin();
    Object.assign(this.kept.carried.get(id) ?? {}, state);
  }

  async photos(filter: { visit?: Uuid; uploaded?: boolean } = {}): Promise<PhotoRow[]> {
    const rows = [...this.kept.photos.values()].filter(
      (one) =>
        (filter.visit === undefined || one.visit === filter.visit) &&
        (filter.uploaded === undefined || one.uploaded === filter.uploaded),
    );
    return rows.map(({ bytes: _, ...row }) => row);
  }

  async photoBytes(id: Uuid): Promise<Uint8Array> {
    const photo = this.kept.photos.get(id);
    if (!photo) throw new Error(`photo ${id} is not on this tablet`);
    return photo.bytes.slice();
  }

  async photoState(id: Uuid, state: { uploaded?: boolean; trouble?: string }): Promise<void> {
    await this.begin();
    Object.assign(this.kept.photos.get(id) ?? {}, state);
  }

  /** Called before every write; a test may let it fail. */
  protected async begin(): Promise<void> {
    await Promise.resolve();
    const fault = this.failNext;
    this.failNext = null;
    if (fault) throw fault;
  }

  private keepReceipts(receipts: Receipt[]): void {
    for (const receipt of receipts) {
      const row = receipt.id ? this.kept.outbox.get(receipt.id) : undefined;
      if (!row) continue;
      row.receipt = receipt;
      row.heldIn = receipt.outcome === "held" ? this.kept.standing.epoch || null : null;
    }
  }

  private clear(ids: Uuid[]): void {
    for (const id of ids) if (this.kept.outbox.delete(id)) this.cleared.push(id);
  }
}
