/** From an answer that is none to why (线路故障): the stable code decides, then the status. */

import { type FaultKind, LineFault } from "../../core/ports";

/** A problem document (RFC 9457) as the server writes it. */
export interface Problem {
  code?: string;
  detail?: string;
  title?: string;
  expected?: string;
  came?: string;
  do?: string;
}

/** What the server said against it, for the screens. */
export class SaidFault extends LineFault {
  constructor(
    kind: FaultKind,
    readonly status: number,
    readonly problem: Problem,
    retryAfterS: number | null = null,
  ) {
    const code = problem.code ?? `status-${status}`;
    super(kind, code, problem.detail ?? problem.title ?? code, retryAfterS);
  }
}

const BY_CODE: { [code: string]: FaultKind } = {
  "device-revoked": "revoked",
  "state-differs": "state-differs",
  "not-signed-in": "login",
  "session-ended": "login",
  "device-differs": "login",
  "try-again-later": "busy",
  "too-many-requests": "busy",
};

export function kindOf(status: number, code: string): FaultKind {
  const known = BY_CODE[code];
  if (known) return known;
  if (status === 429 || status === 503) return "busy";
  return status >= 500 ? "server" : "refused";
}

/** Seconds, or a date; null when it says nothing usable. */
export function retryAfter(header: string | null, now = Date.now()): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

/** The fault of an answer of 400 and more; what is no problem document is taken by its status. */
export function faultOf(status: number, body: string, retry: string | null = null): SaidFault {
  const problem = problemOf(body);
  return new SaidFault(kindOf(status, problem.code ?? ""), status, problem, retryAfter(retry));
}

function problemOf(body: string): Problem {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" && read !== null ? (read as Problem) : {};
  } catch {
    return {};
  }
}

/** No answer came at all: no signal, a cut, or too late. */
export function silenceOf(error: unknown): LineFault {
  if (error instanceof LineFault) return error;
  const late = error instanceof DOMException && error.name === "TimeoutError";
  if (late) return new LineFault("offline", "timeout", "no answer in time");
  return new LineFault("offline", "offline", "no line");
}
