/** A photo or document as it was captured (佐证材料): hashed at once, its bytes never touched. */

import { Fault } from "../app/session.types";
import { sha256 } from "../core/canonical";
import { freshId } from "../core/ids";
import { momentOf } from "../core/moment";
import type { NewPhoto } from "../core/ports";
import type { Json, Position, Uuid } from "../core/types";
import { position } from "./position";

export const LARGEST = 64 * 1024 * 1024;
const PATIENCE_MS = 1_500; // how long a photo waits for its place

export interface Taken {
  photo: NewPhoto;
  /** What of evidence.add comes from the file; item, caption and faces are the screen's. */
  manifest: { [key: string]: Json };
}

/** Read one file of `<input type=file capture>`; one after the other keeps memory small.
 *
 * Throws Fault photo-too-large, photo-type, photo-unreadable.
 */
export async function takePhoto(
  file: Blob,
  about: { visit: Uuid; now: number; where?: Promise<Position | null> },
): Promise<Taken> {
  if (file.size > LARGEST) {
    throw new Fault("photo-too-large", `expected at most ${LARGEST} bytes, came ${file.size}`);
  }
  const where = about.where ?? position();
  const bytes = await bytesOf(file);
  const mediaType = typeOf(bytes);
  if (!mediaType) {
    throw new Fault("photo-type", "not one of the accepted kinds", {
      expected: "JPEG, PNG, WebP, PDF",
      ...(file.type ? { came: file.type } : {}),
    });
  }
  const hash = await sha256(bytes);
  const place = await Promise.race([where, later(PATIENCE_MS)]);
  const id = freshId();
  return {
    photo: { id, visit: about.visit, sha256: hash, mediaType, bytes },
    manifest: {
      id,
      sha256: hash,
      length: bytes.length,
      media_type: mediaType,
      kind: mediaType === "application/pdf" ? "document" : "photo",
      captured_at: momentOf(about.now),
      ...(place ? { position: { ...place } } : {}),
    },
  };
}

/** The real type by its first bytes; the name of a file proves nothing. Empty for any other. */
export function typeOf(bytes: Uint8Array): string {
  const starts = (at: number, ...magic: number[]) => magic.every((one, n) => bytes[at + n] === one);
  if (starts(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return "image/webp";
  return starts(0, 0x25, 0x50, 0x44, 0x46, 0x2d) ? "application/pdf" : "";
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes?.byteLength) return new Uint8Array(bytes);
  throw new Fault("photo-unreadable", "expected the bytes of the file, came none");
}

const later = (ms: number): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), ms));
