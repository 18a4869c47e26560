/** How much room is left (剩余空间), and when that is too little. */

import type { Session } from "../../app/session.types";
import { RESERVE } from "../../device/reserve";
import { t } from "../words";
import { bytes } from "../words/when";

const MB = 1024 * 1024;
const SHORT = 500 * MB;
const A_PHOTO = 4 * MB;

export interface RoomLeft {
  used: number;
  left: number;
  /** short: upload soon; none: photos are refused, answers still fit. */
  state: "enough" | "short" | "none";
  /** Photos that still fit, roughly. */
  photos: number;
}

/** What the browser's estimate means, and what the reserve proves; enough where neither tells. */
export function roomLeft(storage: Session["storage"]["value"]): RoomLeft {
  if (!storage) return { used: 0, left: 0, state: "enough", photos: 0 };
  const { usage: used, quota, tight } = storage;
  const told = quota > 0;
  const left = told && !tight ? Math.max(0, quota - used) : 0;
  const photos = Math.max(0, Math.floor((left - RESERVE) / A_PHOTO));
  const none = tight || (told && photos === 0);
  const state = none ? "none" : told && left < SHORT ? "short" : "enough";
  return { used, left, state, photos };
}

/** What to say of it, where it is not enough. */
export function roomWords({ state, used, left }: RoomLeft): string {
  if (state === "none") return t("today.storage-none", { used: bytes(used) });
  return t("today.storage-full", { used: bytes(used), left: bytes(left) });
}
