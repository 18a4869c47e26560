/** One visit on the desk: what the visit and paper screens read and write (src/app/desk.ts). */

import type { ComputedRef, Ref, ShallowRef } from "vue";

import type { NewPhoto } from "../core/ports";
import type {
  Answer, Attestation, Body, Bundle, Chapter, EvidenceRecord, FindingRecord, Item, Json, Kind,
  Operation, Package, Uuid, VisitState,
} from "../core/types";

export type ItemOutcome = "pass" | "fail" | "not_applicable" | "not_answered" | "differs" | "unclear";

/** An item that is asked in this visit, with everything known about it. */
export interface ItemRow {
  item: Item;
  chapter: Chapter;
  /** null: not known yet whether it is asked (a fact is missing); it is shown. */
  relevant: true | null;
  /** The adopted answer; undefined while open or differing. */
  answer: Answer | undefined;
  mine: Attestation | undefined;
  others: Attestation[];
  outcome: ItemOutcome;
  photos: EvidenceRecord[];
  findings: FindingRecord[];
  /** What is missing before the record can be rendered: "answer", "second-answer", "finding", "evidence", "reconcile". */
  wants: string[];
}

export interface Progress {
  asked: number;
  answered: number;
  problems: number;
  differing: number;
}

export interface Desk {
  visit: Uuid;
  package: Package;
  bundle: Bundle;
  state: Readonly<ShallowRef<VisitState>>;
  rows: ComputedRef<ItemRow[]>;
  progress: ComputedRef<Progress & { chapters: Map<string, Progress> }>;
  /** Who writes now (id in the register); changed by PIN. */
  officer: Ref<Uuid>;
  /** Operations handed in and not yet durable; the screen says "saved" only at 0. */
  saving: Readonly<Ref<number>>;
  /** After lock (or when the server locked): nothing but amendments. */
  closed: ComputedRef<boolean>;
  /** After a signature of the home: what changes needs a new record. */
  signed: ComputedRef<boolean>;
  /** Writes one operation; parent and after are worked out; resolves once durable, with it. */
  write(
    kind: Kind,
    body: { [key: string]: Json },
    more?: { after?: Uuid[]; photos?: NewPhoto[]; officer?: Uuid },
  ): Promise<Operation>;
  /** Bytes of a photo kept here, for previews; null when they are not on this tablet. */
  photo(id: Uuid): Promise<Blob | null>;
  /** Read again after the server told something. */
  reload(): Promise<void>;
}

export type { Body };
