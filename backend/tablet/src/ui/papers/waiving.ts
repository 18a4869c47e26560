/** A photo whose bytes are lost for good (免交佐证材料): which it may be, and what two officers sign. */

import type { PhotoRow } from "../../core/ports";
import type { EvidenceRecord, Json, Uuid } from "../../core/types";

/** What an upload ends with when trying again cannot help. */
const FINAL = new Set([
  "bytes-missing", "upload-length-differs", "upload-hash-differs", "upload-type-differs",
  "upload-too-many-pixels", "upload-picture-unreadable",
]);

export interface Missing {
  /** Taken here, and never to be uploaded: broken or gone. */
  lost: EvidenceRecord[];
  /** Taken on another tablet: that one has to send them, if it can. */
  elsewhere: EvidenceRecord[];
}

/** Photos that may keep the visit from its conclusion. */
export function missingOf(
  evidence: Iterable<EvidenceRecord>, uploads: readonly PhotoRow[],
): Missing {
  const rows = new Map(uploads.map((row) => [row.id, row]));
  const stands = [...evidence].filter((one) => one.removed === null && one.waived === null);
  return {
    lost: stands.filter(({ id }) => {
      const row = rows.get(id);
      return row !== undefined && !row.uploaded && FINAL.has(row.trouble);
    }),
    elsewhere: stands.filter(({ id }) => !rows.has(id)),
  };
}

/** What the second officer's key signs: this visit, this photo, himself, and these words. */
export function waiverMessage(visit: Uuid, id: Uuid, second: Uuid, digest: string): string {
  return `evidence.waive\n${visit}\n${id}\n${second}\n${digest}\n`;
}

export function waiverBody(
  id: Uuid, reason: string, second: Uuid, proof: string,
): { [key: string]: Json } {
  return { id, reason: reason.trim(), second_officer: second, second_proof: proof };
}
