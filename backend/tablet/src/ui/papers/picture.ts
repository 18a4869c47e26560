/** A signature as a picture (签名图样): drawn on glass, or a photo of ink on paper. */

import { sha256 } from "../../core/canonical";
import { freshId } from "../../core/ids";
import { momentOf } from "../../core/moment";
import type { NewPhoto } from "../../core/ports";
import type { Json, Uuid } from "../../core/types";

export interface Picture {
  bytes: Uint8Array;
  mediaType: "image/png" | "image/jpeg" | "image/webp";
}

const TAKEN = ["image/png", "image/jpeg", "image/webp"] as const;

/** The file as it was photographed; null for a kind of file no paper can show. */
export async function pictureOf(file: Blob): Promise<Picture | null> {
  const mediaType = TAKEN.find((one) => one === file.type);
  return mediaType ? { bytes: new Uint8Array(await file.arrayBuffer()), mediaType } : null;
}

/** Manifest and bytes of a signature's picture, ready for one `evidence.add`. */
export async function signatureEvidence(
  visit: Uuid, picture: Picture, caption: string, now: Date,
): Promise<{ body: { [key: string]: Json }; photo: NewPhoto }> {
  const id = freshId();
  const digest = await sha256(picture.bytes);
  const { bytes, mediaType } = picture;
  return {
    body: {
      id, sha256: digest, length: bytes.length, media_type: mediaType, kind: "signature",
      captured_at: momentOf(now.getTime()), person_visible: false, caption,
    },
    photo: { id, visit, sha256: digest, mediaType, bytes },
  };
}
