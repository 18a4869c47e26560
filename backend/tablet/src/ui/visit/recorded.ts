/** Ready-made reasons as they go on record: the papers are Chinese, whatever the screen speaks. */

import { type Key, t } from "../words";
import { visit } from "../words/visit";

const CHINESE: { [key: string]: string } = visit.zh;

export const recorded = (key: Key): string => CHINESE[key] ?? key;

/** A reason on record as the screens say it: a ready-made one in their language. */
export function shownReason(reason: string): string {
  const key = Object.keys(CHINESE).find((one) => CHINESE[one] === reason);
  return key ? t(key as Key) : reason;
}
