/** The three numbers of the truth bar: saved here = confirmed + waiting. */

import type { SyncStatus } from "../../app/session.types";
import { waitingFor } from "../sync/headline";
import { t } from "../words";
import { bytes, moment, roughly } from "../words/when";
import type { State, Tone } from "./tone";

export interface Truth {
  saved: string;
  waits: State & { icon: string };
  confirmed: State & { icon: string };
  /** What the icons say, for who does not see the bar. */
  more: string;
}

const KEYS = { sending: "sync.bar-sending", photos: "sync.bar-photos", escrow: "sync.bar-escrow" };

function busy(sync: SyncStatus): string {
  if (sync.doing === "nothing" || sync.doing === "hearing" || !sync.total) return "";
  const key = KEYS[sync.doing] as "sync.bar-sending";
  return t(key, { done: sync.done, total: sync.total });
}

function waiting(sync: SyncStatus): State & { icon: string } {
  const working = busy(sync);
  if (sync.damaged.length) {
    const words = t("sync.bar-damaged", { n: sync.damaged.length });
    return { tone: "late", icon: "circle-alert", words };
  }
  if (sync.disputed.length) {
    const words = t("sync.bar-disputed", { n: sync.disputed.length });
    return { tone: "late", icon: "circle-alert", words };
  }
  if (working) return { tone: "accent", icon: "cloud-upload", words: working };
  const photos = sync.photosWaiting;
  const n = waitingFor(sync);
  if (!n && !photos) return { tone: "ok", icon: "check", words: t("sync.bar-none") };
  const icon = sync.online ? "cloud-upload" : "wifi-off";
  const tone: Tone = "due";
  if (!photos) return { tone, icon, words: t("sync.bar-waits", { n: roughly(n) }) };
  if (!n) return { tone, icon, words: t("sync.bar-waits-photos", { photos: roughly(photos) }) };
  const both = { n: roughly(n), photos: roughly(photos) };
  return { tone, icon, words: t("sync.bar-waits-both", both) };
}

function confirmed(sync: SyncStatus, now: Date): State & { icon: string } {
  const n = Math.max(0, sync.lastSeq - sync.operationsWaiting);
  if (sync.synced && sync.lastContact) {
    const at = moment(sync.lastContact, now);
    return { tone: "ok", icon: "circle-check", words: t("sync.bar-all", { at }) };
  }
  return { tone: "plain", icon: "circle-check", words: t("sync.bar-confirmed", { n: roughly(n) }) };
}

/** What the bar says of this status. */
export function truth(sync: SyncStatus, now: Date): Truth {
  return {
    saved: t("sync.bar-saved", { n: roughly(sync.lastSeq) }),
    waits: waiting(sync),
    confirmed: confirmed(sync, now),
    more: t("sync.bar-more", {
      size: sync.bytesWaiting ? t("sync.bar-size", { size: bytes(sync.bytesWaiting) }) : "",
      line: t(sync.online ? "sync.online" : "sync.offline"),
    }),
  };
}
