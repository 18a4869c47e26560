/** What the core needs from its surroundings: a store, a line, a signer, a clock.
 *
 * The browser gives IndexedDB, HTTP and WebCrypto (src/device); tests and the simulator give
 * their own. Nothing here knows a framework or a browser.
 */

import type {
  Digest, Operation, PullAnswer, PushAnswer, Receipt, ToldOperation, Uuid, VisitBrief,
} from "./types";

/** An operation in the outbox (待上传), with the last word of the server if there was one. */
export interface Waiting {
  operation: Operation;
  receipt: Receipt | null;
  /** Epoch in which it was answered `held`: it is sent again only after that changed. */
  heldIn: Uuid | null;
}

export interface PhotoRow {
  /** The manifest's id (evidence.add). */
  id: Uuid;
  visit: Uuid;
  sha256: Digest;
  length: number;
  mediaType: string;
  /** All bytes have their receipt. */
  uploaded: boolean;
  /** Why the last try failed; empty when there was none. */
  trouble: string;
}

/** A colleague's signed batch taken over without signal (代传批次), to be passed on. */
export interface CarriedBatch {
  /** SHA-256 of the body. */
  id: Digest;
  visit: Uuid;
  device: Uuid;
  /** The very text its own tablet signed. */
  body: string;
  signature: string;
  operations: Operation[];
  /** The server answered for it in this epoch. */
  passedOn: boolean;
  /** Ids of its operations the server refused or found in conflict. */
  disputed: Uuid[];
  /** Why the server did not take the batch as a whole; empty when it did. */
  trouble: string;
}

export interface Standing {
  device: Uuid;
  lastSeq: number;
  cursor: string;
  epoch: Uuid | "";
  durableThroughSeq: number;
  /** Server clock minus ours at the last contact, milliseconds; null before the first. */
  skewMs: number | null;
  /** Demonstration clock: seconds the official clock runs ahead of real time. */
  aheadS: number;
  gaps: [number, number][];
  lastContact: string | null;
}

/** What a pull brought, to be kept in one transaction. */
export interface Heard {
  standing: Partial<Omit<Standing, "device" | "lastSeq">>;
  visits: VisitBrief[];
  operations: ToldOperation[];
  receipts: Receipt[];
  /** Start over: what was told before is dropped in the same transaction; outbox and journal stay. */
  resync: boolean;
}

/** The durable store; every method is one transaction, durable when its promise resolves. */
export interface Store {
  standing(): Promise<Standing>;
  /** Operations into journal and outbox, photo bytes beside them: all or nothing. */
  add(operations: Operation[], photos?: NewPhoto[]): Promise<void>;
  /** The outbox in sequence order. */
  waiting(): Promise<Waiting[]>;
  /** Own operations, in sequence order. */
  journal(filter?: { visit?: Uuid; above?: number }): Promise<Operation[]>;
  /** What the server told of a visit, own operations included, in feed order. */
  told(visit: Uuid): Promise<ToldOperation[]>;
  /** Ids of all told operations, per visit, for the state digest. */
  toldIds(): Promise<Map<Uuid, Uuid[]>>;
  visits(): Promise<VisitBrief[]>;
  /**
   * Keep receipts; `clears` names those that leave the outbox. A receipt `held` is held in the
   * epoch that `standing` of this call names, or else in the one already kept.
   */
  settle(receipts: Receipt[], clears: Uuid[], standing: Partial<Standing>): Promise<void>;
  hear(heard: Heard): Promise<void>;
  /**
   * A new epoch: what lies above the mark goes back into the outbox, without its old receipt;
   * the epoch is kept in the same transaction, and carried batches are to be passed on again.
   */
  requeue(above: number, epoch: Uuid): Promise<void>;
  /** Keep a colleague's batch; the same one again changes nothing. */
  carry(batch: CarriedBatch): Promise<void>;
  /** In the order they were taken over. */
  carried(filter?: { visit?: Uuid; passedOn?: boolean }): Promise<CarriedBatch[]>;
  carriedState(
    id: Digest,
    state: { passedOn?: boolean; disputed?: Uuid[]; trouble?: string },
  ): Promise<void>;
  /**
   * Forget journal rows up to the mark, of these visits only, with their uploaded photos and
   * carried batches; what waits in the outbox stays.
   */
  trim(through: number, visits: Uuid[]): Promise<void>;
  photos(filter?: { visit?: Uuid; uploaded?: boolean }): Promise<PhotoRow[]>;
  photoBytes(id: Uuid): Promise<Uint8Array>;
  photoState(id: Uuid, state: { uploaded?: boolean; trouble?: string }): Promise<void>;
}

export interface NewPhoto {
  id: Uuid;
  visit: Uuid;
  sha256: Digest;
  mediaType: string;
  bytes: Uint8Array;
}

export type FaultKind = "offline" | "login" | "revoked" | "busy" | "refused" | "server" | "state-differs";

/** A line that did not deliver: nothing changes, and this says why. */
export class LineFault extends Error {
  constructor(
    readonly kind: FaultKind,
    readonly code: string,
    message: string,
    readonly retryAfterS: number | null = null,
  ) {
    super(message);
  }
}

export interface Line {
  /** One batch; the body is signed as it is, before compressing. Throws LineFault. */
  push(body: Uint8Array, signature: string): Promise<PushAnswer>;
  /** Throws LineFault; kind "state-differs" on 412. */
  pull(cursor: string, state: Digest | ""): Promise<PullAnswer>;
  /** All bytes of a photo, going on where the last try ended. Throws LineFault. */
  upload(photo: PhotoRow, bytes: Uint8Array, progress: (sent: number) => void): Promise<void>;
}

/** Signs with the tablet's own key: base64url(r‖s), ECDSA P-256 over SHA-256. */
export interface Signer {
  device: Uuid;
  sign(message: Uint8Array): Promise<string>;
}

export interface Clock {
  /** Real time, milliseconds. */
  now(): number;
}
