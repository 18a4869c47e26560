/** A fault in words: what it is and what to do, from our own list or from the server. */

import { Fault } from "../../app/session.types";
import { LineFault } from "../../core/ports";
import { isFull } from "../../device/reserve";
import { Damaged } from "../../device/vault";
import { perhaps, t } from "../words";

export interface Explained {
  code: string;
  title: string;
  detail: string;
  expected: string;
  came: string;
  act: string;
  /** No words of our own for this code: the code is shown. */
  unknown: boolean;
}

function codeOf(fault: unknown): string {
  if (fault instanceof Fault || fault instanceof LineFault) return fault.code;
  if (fault instanceof Damaged) return "damaged";
  if (fault instanceof Error && isFull(fault)) return "storage-full";
  return fault instanceof Error ? fault.name : "unknown";
}

/** Words for any error a screen may meet. */
export function explained(fault: unknown): Explained {
  const code = codeOf(fault);
  const title = perhaps(`fault.${code}`);
  const more = fault instanceof Fault ? fault.more : {};
  const message = fault instanceof Error && fault.message !== code ? fault.message : "";
  return {
    code,
    title: title || t("fault.unknown"),
    detail: title ? "" : message,
    expected: more.expected ?? "",
    came: more.came ?? "",
    act: more.do || perhaps(`fault.${code}.do`),
    unknown: !title,
  };
}
