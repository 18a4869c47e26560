/** The sync page's first sentence (同步结论), and why it is not "all". */

import type { SyncStatus } from "../../app/session.types";
import type { Tone } from "../parts/tone";
import { perhaps, t } from "../words";
import { bytes, clock, count, moment } from "../words/when";

export interface Headline {
  tone: Tone;
  title: string;
  note: string;
}

/** Operations that may still go through: those the inspector is done with are told apart. */
export function waitingFor({ operationsWaiting, handled }: SyncStatus): number {
  return operationsWaiting - handled.length;
}

/** "3 条记录、2 张照片（4.1 MB）". */
export function what(sync: SyncStatus): string {
  const { photosWaiting, bytesWaiting } = sync;
  const n = waitingFor(sync);
  const records = n ? t("sync.what-records", { n: count(n) }) : "";
  const photos = photosWaiting
    ? t("sync.what-photos", { n: count(photosWaiting), size: bytes(bytesWaiting) })
    : "";
  return records && photos ? t("sync.what-both", { records, photos }) : records || photos;
}

/** "All" only when every record and every byte has its receipt. */
export function headline(sync: SyncStatus, now: Date): Headline {
  const waits = what(sync);
  if (waits) {
    return { tone: "due", title: t("sync.waiting", { what: waits }), note: t("sync.safe") };
  }
  if (!sync.lastSeq) {
    return { tone: "plain", title: t("sync.nothing"), note: t("sync.nothing-note") };
  }
  const at = sync.lastContact ? moment(sync.lastContact, now) : t("sync.never");
  const done = sync.handled.length;
  const title = done ? t("sync.all-but", { n: count(done) }) : t("sync.all");
  return { tone: "ok", title, note: t("sync.all-note", { at }) };
}

/** Why the last try did not deliver everything; empty when nothing stands in the way. */
export function why(sync: SyncStatus): string {
  if (!sync.online) return t("sync.why-offline");
  if (!sync.trouble) return "";
  return perhaps(`fault.${sync.trouble.code}`) || sync.trouble.words || sync.trouble.code;
}

/** When it is tried again, in words; by real time, as the timer goes. */
export function nextTry(sync: SyncStatus, realNow: number): string {
  if (sync.doing !== "nothing") return t("sync.next-now");
  if (!sync.online) return t("sync.next-line");
  if (!sync.nextTry) return "";
  const left = Math.max(0, Math.ceil((Date.parse(sync.nextTry) - realNow) / 1000));
  return t("sync.next-at", { at: clock(sync.nextTry), n: left });
}
