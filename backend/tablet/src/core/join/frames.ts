/** A run of QR frames (二维码序列): shown over and over, read in any order, until whole.
 *
 * `XJ1:<run>:<i>/<n>:<crc>:<base45>`; run = the first eight hex digits of the payload's SHA-256.
 */

import { sha256 } from "../canonical";
import { fromBase45, toBase45 } from "./base45";
import { crc32 } from "./crc32";

const FRAME = /^XJ1:([0-9A-F]{8}):(\d{1,4})\/(\d{1,4}):([0-9A-F]{8}):(.+)$/s;
const BYTES = 500; // 750 letters: a code of version 18 that a tablet reads at arm's length

/** Cut a payload into frames. */
export async function framesOf(payload: Uint8Array, bytes = BYTES): Promise<string[]> {
  const run = await runOf(payload);
  const count = Math.max(1, Math.ceil(payload.length / bytes));
  return Array.from({ length: count }, (_, at) => {
    const piece = payload.slice(at * bytes, (at + 1) * bytes);
    return `XJ1:${run}:${at + 1}/${count}:${crc32(piece)}:${toBase45(piece)}`;
  });
}

export type FrameFate = "new" | "known" | "other-run" | "damaged" | "not-ours";

/** Collects the frames of one run. */
export class FrameCollector {
  private run = "";
  private count = 0;
  private readonly pieces = new Map<number, Uint8Array>();

  /** Take what the camera read; only a good frame of this run changes anything. */
  add(text: string): FrameFate {
    const [, run = "", at = "", count = "", crc, data = ""] = FRAME.exec(text) ?? [];
    if (crc === undefined) return "not-ours";
    const place = Number(at);
    const piece = fromBase45(data);
    if (!piece || crc32(piece) !== crc || place < 1 || place > Number(count)) return "damaged";
    if (this.run !== "" && (run !== this.run || Number(count) !== this.count)) return "other-run";
    this.run = run;
    this.count = Number(count);
    if (this.pieces.has(place)) return "known";
    this.pieces.set(place, piece);
    return "new";
  }

  /** How far it is; missing: numbers from 1. */
  get progress(): { have: number; count: number; missing: number[] } {
    const all = Array.from({ length: this.count }, (_, at) => at + 1);
    const missing = all.filter((place) => !this.pieces.has(place));
    return { have: this.pieces.size, count: this.count, missing };
  }

  /** The payload once every frame is there and it is the one the run names; else null. */
  async payload(): Promise<Uint8Array | null> {
    const { missing, count } = this.progress;
    if (count === 0 || missing.length > 0) return null;
    const ordered = Array.from({ length: count }, (_, at) => this.pieces.get(at + 1) ?? []);
    const payload = new Uint8Array(ordered.reduce((sum, one) => sum + one.length, 0));
    let offset = 0;
    for (const one of ordered) {
      payload.set(one, offset);
      offset += one.length;
    }
    return (await runOf(payload)) === this.run ? payload : null;
  }

  /** Forget everything, for another run. */
  reset(): void {
    this.run = "";
    this.count = 0;
    this.pieces.clear();
  }
}

async function runOf(payload: Uint8Array): Promise<string> {
  return (await sha256(payload)).slice(0, 8).toUpperCase();
}
