/** What the screens may ask of the tablet itself; src/app/session.ts gives it. */

import type { Ref, ShallowRef } from "vue";

import type { Store, Waiting } from "../core/ports";
import type { Bundle, Moment, Package, Uuid, VisitBrief } from "../core/types";
import type { Drafts } from "../device/drafts";
import type { Shut } from "../device/opening";
import type { Room } from "../device/persist";

/** A refusal the screens show: stable code; expected, came, do where the server said so. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    message = "",
    readonly more: { expected?: string; came?: string; do?: string; waitS?: number } = {},
  ) {
    super(message || code);
  }
}

export type Phase =
  | "starting" // reading what is kept
  | "new" // never enrolled
  | "locked" // enrolled, the data key is not in memory
  | "open"
  | "revoked" // the office revoked it: escrow, then wipe
  | "wiped"
  | "elsewhere" // open in another window of this tablet
  | "shut"; // what is kept here does not open: `shut` says why

export interface DeviceInfo {
  id: Uuid;
  label: string;
  region: string;
}

/** Who is logged in on this tablet with a password (tokens). */
export interface Login {
  person: Uuid;
  /** Id in the register of officers; null for who is none. */
  officer: Uuid | null;
  /** Every seat he has in the register: once a pool at most (执法检查人员、评定人员). */
  officers?: Uuid[];
  name: string;
  username: string;
}

/** One of today's visits, as the list shows it. */
export interface VisitLine {
  brief: VisitBrief;
  /** Package and checklist lie here: it can be done without signal. */
  ready: boolean;
  downloadedAt: Moment | null;
  /** Own operations and photos of this visit still without receipt. */
  waiting: number;
  photosWaiting: number;
  /** Asked for attention: refused or in conflict. */
  disputed: number;
  /** Stated by visit.lock here, even when the server has not heard yet. */
  lockedHere: boolean;
  /** Officers who unlocked a key for this visit on this tablet. */
  keys: Uuid[];
}

export interface SyncStatus {
  /** What it does now, with numbers, never a bare spinner. */
  doing: "nothing" | "sending" | "hearing" | "photos" | "escrow";
  done: number;
  total: number;
  online: boolean;
  lastContact: Moment | null;
  lastTry: Moment | null;
  nextTry: Moment | null;
  /** Why the last try ended without all receipts; empty when it was whole. */
  trouble: { code: string; words: string } | null;
  operationsWaiting: number;
  photosWaiting: number;
  bytesWaiting: number;
  held: Waiting[];
  disputed: Waiting[];
  /** Disputed too, but the inspector is done with them. */
  handled: Waiting[];
  durableThroughSeq: number;
  lastSeq: number;
  /** Every operation and every photo byte has its receipt. */
  synced: boolean;
  /** Rows kept here that do not open, `<table> <id>`. */
  damaged: string[];
}

export interface Session {
  phase: Readonly<Ref<Phase>>;
  /** Why what is kept here does not open, in phase "shut". */
  shut: Readonly<Ref<{ why: Shut; message: string } | null>>;
  device: Readonly<Ref<DeviceInfo | null>>;
  login: Readonly<Ref<Login | null>>;
  visits: Readonly<ShallowRef<VisitLine[]>>;
  sync: Readonly<ShallowRef<SyncStatus>>;
  storage: Readonly<Ref<Room | null>>;
  update: Readonly<Ref<boolean>>; // a newer app is ready; offered, never forced
  demoClock: Readonly<Ref<boolean>>; // the office's clock is the demonstration's
  /** Minutes without a touch until it locks itself: 2 to 15, 5 unless set. */
  idleMinutes: Ref<number>;
  store: Store; // only in phase "open"

  start(): Promise<void>;
  /** `key`: the fingerprint in the QR. Faults: enrolment-code-spent, key-differs, passphrase-short, offline. */
  enrol(given: { code: string; passphrase: string; key?: string | undefined }): Promise<void>;
  /** Faults: passphrase-wrong with more.waitS when tries must slow down. */
  unlock(passphrase: string): Promise<void>;
  lock(): void;
  /** Ask the office to reset a forgotten passphrase; `check` is read out to it (six digits). */
  askReset(): Promise<{ check: string }>;
  /** Ends when the office said yes; Faults: reset-waiting, reset-refused, offline. */
  finishReset(passphrase: string): Promise<void>;
  changePassphrase(old: string, fresh: string): Promise<void>;

  /** Faults: login-wrong, offline, device-revoked. */
  signIn(username: string, password: string): Promise<Login>;
  signOut(): Promise<void>;

  /** Ask the server which visits there are; needs a line. */
  refresh(): Promise<void>;
  /** Package and checklist to this tablet, and the officer's key for this visit wrapped by PIN. */
  download(visit: Uuid): Promise<void>;
  /** An officer unlocks once for this visit on this tablet: his password proves him, the PIN wraps his key. */
  admit(visit: Uuid, given: { username: string; password: string; pin: string }): Promise<Uuid>;
  /** Signature of an officer's visit key over these bytes; Faults: pin-wrong (waitS), not-admitted. */
  prove(visit: Uuid, officer: Uuid, pin: string, message: string): Promise<string>;
  package(visit: Uuid): Promise<{ package: Package; bundle: Bundle }>;

  /** A small picture of a photo kept here, as an object URL; null for what is none or not here. */
  preview(photo: Uuid): Promise<string | null>;
  /** Not locked while this goes on, as when the camera is open. */
  staysOpen<T>(work: () => Promise<T>): Promise<T>;

  /** What this tablet knows first-hand of a visit, signed and packed, for a colleague without signal. */
  handOut(visit: Uuid): Promise<Uint8Array>;

  /** One round of sending and hearing, now. */
  syncNow(): Promise<void>;
  /** Everything of the journal as a file, encrypted to the office's key; and how it is named. */
  exportJournal(): Promise<{ name: string; blob: Blob }>;
  /** The newer app takes over; the screens ask first. */
  takeUpdate(): void;
  /** Done with a disputed operation (已处理), or it is taken back. */
  setHandled(operation: Uuid, done: boolean): Promise<void>;
  /** What was typed in a visit and not saved; it outlives lock, reload and power cut. */
  drafts(visit: Uuid): Promise<Drafts>;
  /** Asks the browser again, into `storage`. */
  measureRoom(): Promise<void>;
  /** The moment the office goes by: real time plus the demonstration's offset. */
  now(): Date;
}
