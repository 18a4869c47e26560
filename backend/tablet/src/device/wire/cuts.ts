/** Why an upload stopped (上传中断), and whether it is worth going on at once. */

import type { DetailedError } from "tus-js-client";

import { LineFault } from "../../core/ports";
import { faultOf, silenceOf } from "./faults";

const hasMoved = (fault: LineFault): boolean =>
  "status" in fault && Number(fault.status) === 409;

/** The line was cut; a place that moved says so where the browser sent the request once more. */
export const isCut = (fault: LineFault): boolean => fault.kind === "offline" || hasMoved(fault);

/** A cut, or a place that moved (tus asks with HEAD): worth another try at once. */
export function again(fault: LineFault): boolean {
  if (hasMoved(fault)) return true;
  return fault.kind === "server" || (fault.kind === "offline" && navigator.onLine !== false);
}

export function tusFault(error: DetailedError | Error): LineFault {
  const cause = "causingError" in error ? error.causingError : null;
  if (cause instanceof LineFault) return cause;
  const answer = "originalResponse" in error ? error.originalResponse : null;
  if (!answer) return silenceOf(error);
  const body = answer.getBody() ?? "";
  return faultOf(answer.getStatus(), body, answer.getHeader("Retry-After") ?? null);
}
