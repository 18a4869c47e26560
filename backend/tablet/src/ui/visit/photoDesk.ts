/** Photos in the making (待存照片): nothing taken is lost, even when one leaves before saying more. */

import type { Desk } from "../../app/desk.types";
import type { EvidenceRecord, Json, Position, Uuid } from "../../core/types";
import { demandRoom } from "../../device/persist";
import { takePhoto } from "../../device/photo";
import type { Region } from "./regions";

/** What only the officer can say of a photo. */
export interface PhotoWords {
  /** A person can be recognised: shown outside only with the regions blurred. */
  person: boolean;
  regions: Region[];
  caption: string;
}

/** Left before anything was said: kept, and not shown outside. */
export const CAUTIOUS: PhotoWords = { person: true, regions: [], caption: "" };

export interface Shot {
  file: Blob;
  item: string | null;
  where: Promise<Position | null>;
  /** The moment it came from the camera, milliseconds. */
  at: number;
}

/** The fields of evidence.add that the officer gives. */
export function saidOf(words: PhotoWords, item: string | null): { [key: string]: Json } {
  return {
    ...(item ? { item } : {}),
    person_visible: words.person,
    ...(words.person && words.regions.length ? { regions: words.regions } : {}),
    ...(words.caption.trim() ? { caption: words.caption.trim().slice(0, 200) } : {}),
  };
}

/** Manifest and bytes into the journal; resolves with the photo's id once both are durable.
 *
 * Throws Fault storage-low, storage-full: nothing was written then.
 */
export async function keepPhoto(
  desk: Pick<Desk, "visit" | "write">, shot: Shot, words: PhotoWords, more: { officer?: Uuid } = {},
): Promise<Uuid> {
  await demandRoom(shot.file.size);
  const { photo, manifest } = await takePhoto(shot.file, {
    visit: desk.visit, now: shot.at, where: shot.where,
  });
  const body = { ...manifest, ...saidOf(words, shot.item) };
  await desk.write("evidence.add", body, { photos: [photo], ...more });
  return photo.id;
}

/** Say something else of a photo that is kept: a manifest never changes, so it is added anew with
 * the same bytes and the old one taken back. Problems that name it follow. */
export async function sayAnew(
  desk: Pick<Desk, "visit" | "write" | "photo" | "state">, record: EvidenceRecord,
  words: PhotoWords, reason: string,
): Promise<void> {
  const file = await desk.photo(record.id);
  if (!file) throw new Error("expected the photo's bytes on this tablet, came none; take it again");
  const shot: Shot = {
    file, item: record.item, where: Promise.resolve(record.position),
    at: Date.parse(record.captured_at),
  };
  const id = await keepPhoto(desk, shot, words);
  for (const finding of desk.state.value.findings.values()) {
    if (finding.withdrawn !== null || !finding.evidence.includes(record.id)) continue;
    const evidence = finding.evidence.map((one) => (one === record.id ? id : one));
    await desk.write("finding.change", { id: finding.id, evidence });
  }
  await desk.write("evidence.remove", { id: record.id, reason });
}
