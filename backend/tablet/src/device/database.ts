/** The database of the tablet (本地库): ids are the only clear text; all else lies in boxes. */

import Dexie, { type Table } from "dexie";

import type { Uuid } from "../core/types";
import { withReserve } from "./reserve";

export const NAME = "xingjian";

/** Clear rows by name: the tablet's id, wrapped keys, the CryptoKey, counts of wrong tries. */
export interface MetaRow {
  key: string;
  value: unknown;
}
export interface BoxRow {
  id: string;
  box: Uint8Array;
}
export interface JournalRow extends BoxRow {
  seq: number;
  visit: Uuid;
}
/** What waits: the operation lies in the journal, the last word in receipts. */
export interface OutboxRow {
  id: Uuid;
  seq: number;
  visit: Uuid;
  heldIn: Uuid | "";
}
export interface ToldRow extends BoxRow {
  visit: Uuid;
  order: number;
}
/** `seq` is its evidence.add; `place` the path of its upload, once begun. */
export interface PhotoBoxRow extends BoxRow {
  visit: Uuid;
  seq: number;
  uploaded: 0 | 1;
  place: string;
}
export interface VisitBoxRow extends BoxRow {
  visit: Uuid;
}
/** `order`: in which they were taken over; the server answered for those with `passedOn`. */
export interface CarriedRow extends VisitBoxRow {
  order: number;
  passedOn: 0 | 1;
}

export class TabletDatabase extends Dexie {
  meta!: Table<MetaRow, string>;
  /** Small boxed values: standing, login, tokens, which visits were locked here. */
  standing!: Table<BoxRow, string>;
  visits!: Table<BoxRow, Uuid>;
  briefs!: Table<BoxRow, Uuid>;
  bundles!: Table<BoxRow, string>;
  journal!: Table<JournalRow, Uuid>;
  outbox!: Table<OutboxRow, Uuid>;
  receipts!: Table<BoxRow, Uuid>;
  told!: Table<ToldRow, Uuid>;
  photos!: Table<PhotoBoxRow, Uuid>;
  photobytes!: Table<BoxRow, Uuid>;
  previews!: Table<BoxRow, Uuid>;
  /** Colleagues' batches that this tablet passes on. */
  carried!: Table<CarriedRow, string>;
  /** Officers' signing keys, `<visit>/<officer>`, wrapped by PIN inside the box. */
  officerkeys!: Table<VisitBoxRow, string>;
  /** What was typed and not saved, a row a visit. */
  drafts!: Table<BoxRow, Uuid>;
  /** Disputed operations the inspector is done with. */
  handled!: Table<BoxRow, Uuid>;

  constructor(name = NAME) {
    super(name, { chromeTransactionDurability: "strict", cache: "disabled" });
    this.version(1).stores({
      meta: "key",
      standing: "id",
      visits: "id",
      briefs: "id",
      bundles: "id",
      journal: "id, &seq, visit",
      outbox: "id, &seq, visit",
      receipts: "id",
      told: "id, visit, order",
      photos: "id, visit, uploaded",
      photobytes: "id",
      previews: "id",
      carried: "id, visit, order",
      officerkeys: "id, visit",
    });
    this.version(2).stores({ drafts: "id", handled: "id" });
  }

  async read<T>(key: string): Promise<T | undefined> {
    return (await this.meta.get(key))?.value as T | undefined;
  }

  /** Small, and nobody gets in without it: it may use what is kept back. */
  async write(key: string, value: unknown): Promise<void> {
    await withReserve(() => this.meta.put({ key, value }));
  }
}
