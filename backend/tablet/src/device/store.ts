/** The durable store (本地存储): Store over IndexedDB; every method is one transaction. */

import type {
  CarriedBatch, Heard, NewPhoto, PhotoRow, Standing, Store, Waiting,
} from "../core/ports";
import type { Digest, Operation, Receipt, ToldOperation, Uuid, VisitBrief } from "../core/types";
import { Fault } from "../app/session.types";
import type { TabletDatabase } from "./database";
import { withReserve } from "./reserve";
import { add } from "./store/add";
import { carried, carriedState, carry } from "./store/carry";
import { setHandled } from "./store/handled";
import { hear } from "./store/hear";
import { type Kept, openKept } from "./store/kept";
import { journal, told, toldIds, waiting } from "./store/read";
import { photoState, requeue, settle, trim } from "./store/settle";
import type { Vault } from "./vault";

type Change = "written" | "heard";
/** A picture of a signature is smaller, a photo is not. */
const LARGE = 512 * 1024;

export class DexieStore implements Store {
  private readonly listeners = new Set<(kind: Change) => void>();
  private shut = false;

  private constructor(readonly kept: Kept) {}

  static async open(db: TabletDatabase, vault: Vault, device: Uuid): Promise<DexieStore> {
    return new DexieStore(await openKept(db, vault, device));
  }

  get busy(): boolean {
    return this.kept.turn.busy;
  }

  /** Told after what changed is durable; gives the way to stop listening. */
  onChange(listener: (kind: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when what was handed in until now is durable. */
  quiet(): Promise<void> {
    return this.kept.turn.quiet();
  }

  /** Nothing is written any more; resolves when what was begun is durable. */
  async close(): Promise<void> {
    this.shut = true;
    await this.kept.turn.quiet();
  }

  async standing(): Promise<Standing> {
    return { ...this.kept.standing };
  }

  async add(operations: Operation[], photos: NewPhoto[] = []): Promise<void> {
    if (!operations.length) return;
    const small = photos.every((one) => one.bytes.length < LARGE);
    await this.write("written", () => add(this.kept, operations, photos), small);
  }

  waiting(): Promise<Waiting[]> {
    return waiting(this.kept);
  }

  journal(filter?: { visit?: Uuid; above?: number }): Promise<Operation[]> {
    return journal(this.kept, filter);
  }

  told(visit: Uuid): Promise<ToldOperation[]> {
    return told(this.kept, visit);
  }

  toldIds(): Promise<Map<Uuid, Uuid[]>> {
    return toldIds(this.kept);
  }

  async visits(): Promise<VisitBrief[]> {
    return [...this.kept.briefs.values()];
  }

  settle(receipts: Receipt[], clears: Uuid[], standing: Partial<Standing>): Promise<void> {
    return this.write("heard", () => settle(this.kept, receipts, clears, standing));
  }

  hear(heard: Heard): Promise<void> {
    return this.write("heard", () => hear(this.kept, heard));
  }

  requeue(above: number, epoch: Uuid): Promise<void> {
    return this.write("heard", () => requeue(this.kept, above, epoch));
  }

  trim(through: number, visits: Uuid[]): Promise<void> {
    return this.write("heard", () => trim(this.kept, through, visits));
  }

  carry(batch: CarriedBatch): Promise<void> {
    return this.write("written", () => carry(this.kept, batch));
  }

  carried(filter?: { visit?: Uuid; passedOn?: boolean }): Promise<CarriedBatch[]> {
    return carried(this.kept, filter);
  }

  carriedState(
    id: Digest,
    state: { passedOn?: boolean; disputed?: Uuid[]; trouble?: string },
  ): Promise<void> {
    return this.write("heard", () => carriedState(this.kept, id, state));
  }

  async photos(filter: { visit?: Uuid; uploaded?: boolean } = {}): Promise<PhotoRow[]> {
    return [...this.kept.photos.values()].filter(
      (one) =>
        (filter.visit === undefined || one.visit === filter.visit) &&
        (filter.uploaded === undefined || one.uploaded === filter.uploaded),
    );
  }

  /** Throws Damaged; a photo that is not here is an Error. */
  async photoBytes(id: Uuid): Promise<Uint8Array> {
    const row = await this.kept.db.photobytes.get(id);
    if (!row) throw new Error(`photo ${id} is not on this tablet`);
    return this.kept.vault.open("photobytes", id, row.box);
  }

  photoState(id: Uuid, state: { uploaded?: boolean; trouble?: string }): Promise<void> {
    return this.write("heard", () => photoState(this.kept, id, state));
  }

  /** Where the upload of a photo was begun; empty when it was not. */
  placeOf(id: Uuid): string {
    return this.kept.photos.get(id)?.place ?? "";
  }

  setPlace(id: Uuid, place: string): Promise<void> {
    return this.write("heard", () => photoState(this.kept, id, { place }));
  }

  /** The inspector is done with a disputed operation, or wants it back. */
  setHandled(id: Uuid, done: boolean): Promise<void> {
    return this.write("heard", () => setHandled(this.kept, id, done));
  }

  /** `needed`: it may use what is kept back, where there is no other room. */
  private async write(kind: Change, work: () => Promise<void>, needed = true): Promise<void> {
    await this.kept.turn.take(async () => {
      if (this.shut) throw new Fault("locked", "the tablet was locked");
      await (needed ? withReserve(work) : work());
    });
    for (const listener of this.listeners) listener(kind);
  }
}
