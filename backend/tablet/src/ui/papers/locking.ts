/** What stands in the way of the lock, and what it will hold (锁定前检查). */

import type { EvidenceRecord, VisitState } from "../../core/types";
import type { Signing } from "./signing";

export type Obstacle =
  | "not-opened" | "differing" | "no-record" | "moved-on" | "officer-unsigned" | "home-unsigned"
  | "correction-unsigned" | "order-unsigned" | "saving";

export interface Before {
  state: Pick<VisitState, "opened" | "adopted">;
  /** Signing of the record; null while there is no text. */
  record: Signing | null;
  /** Signing of an order made on the spot; null where none was made. */
  order: Signing | null;
  /** The content changed since the record was made. */
  movedOn: boolean;
  /** The record says that nobody of the home was there. */
  unattended: boolean;
  saving: number;
}

/** In the order in which they are mended; empty: it can be locked. */
export function obstaclesOf(before: Before): Obstacle[] {
  const { record, order } = before;
  const found: [Obstacle, boolean][] = [
    ["not-opened", before.state.opened === null],
    ["differing", before.state.adopted.differing.length > 0],
    ["no-record", record === null],
    ["moved-on", before.movedOn && !record?.closed],
    ["officer-unsigned", !!record && record.officers.some((one) => !one.signature)],
    ["correction-unsigned", !!record?.home && record.home.signer !== "refusal"
      && record.corrections.some((one) => !one.signature)],
    ["home-unsigned", !!record && !record.home && !before.unattended],
    ["order-unsigned", !!order && !order.whole],
    ["saving", before.saving > 0],
  ];
  return found.filter(([, holds]) => holds).map(([name]) => name);
}

export interface Holding {
  photos: number;
  signatures: number;
  /** Bytes of photos that have not reached the server yet. */
  waitingPhotos: number;
  waitingBytes: number;
}

/** Photos and signatures the lock names, and how much of them is still here only. */
export function holdingOf(
  evidence: Iterable<EvidenceRecord>, uploads: readonly { uploaded: boolean; length: number }[],
): Holding {
  const kept = [...evidence].filter((one) => !one.removed);
  const waiting = uploads.filter((one) => !one.uploaded);
  const images = kept.filter((one) => one.kind === "signature").length;
  return {
    photos: kept.length - images,
    signatures: images,
    waitingPhotos: waiting.length,
    waitingBytes: waiting.reduce((sum, one) => sum + one.length, 0),
  };
}
