/** The journal as a file (日志导出), when all else fails: the pieces of escrow, each signed. */

import { momentOf } from "../core/moment";
import { type Bytes, concat, plain } from "./bytes";
import { ESCROW } from "./escrow";
import { signRaw, signedMessage } from "./keys";
import { type Origin, type Source, pieces } from "./pieces";

/** For each piece: its length (8 bytes, big-endian), the piece, then 64 bytes of signature. */
export async function exportJournal(
  from: { source: Source; origin: Origin },
  device: { id: string; label: string },
  key: CryptoKey,
  now: number,
): Promise<{ name: string; blob: Blob }> {
  let blob = new Blob([]);
  for await (const piece of pieces(from.source, from.origin, { all: true })) {
    const signature = await signRaw(key, signedMessage("POST", ESCROW, device.id, piece.bytes));
    blob = new Blob([blob, framed(piece.bytes, signature)]);
  }
  return { name: nameOf(device.label, now), blob };
}

export function framed(piece: Uint8Array, signature: Uint8Array): Bytes {
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(piece.length));
  return concat(new Uint8Array(length.buffer), plain(piece), signature);
}

/** Letters of the label that every file system takes. */
export function nameOf(label: string, now: number): string {
  const safe = label.replace(/[^\p{L}\p{N}-]+/gu, "-").replace(/^-|-$/g, "") || "tablet";
  const at = momentOf(now).slice(0, 16).replace(/[-:]/g, "").replace("T", "-");
  return `xingjian-${safe}-${at}.xjx`;
}
