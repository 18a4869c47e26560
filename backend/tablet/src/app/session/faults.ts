/** Faults of the line as the screens know them (故障代码). */

import type { Trouble } from "../../core/engine";
import { LineFault } from "../../core/ports";
import type { Problem } from "../../device/wire/faults";
import { language, perhaps } from "../../ui/words";
import { Fault } from "../session.types";

const BY_KIND: { [kind: string]: string } = {
  offline: "offline",
  login: "login-needed",
  revoked: "device-revoked",
  server: "server",
};
/** Codes with words of their own, whatever kind they are. */
const OWN = new Set(["login-locked", "answer-unreadable", "receipt-differs"]);

export function codeOf(trouble: { kind: string; code: string }): string {
  if (OWN.has(trouble.code)) return trouble.code;
  if (trouble.kind === "busy") return "busy";
  return BY_KIND[trouble.kind] ?? trouble.code;
}

/** What went wrong in a round, in the language of the tablet. */
export function troubleOf(trouble: Trouble): { code: string; words: string } {
  const code = codeOf(trouble);
  return { code, words: perhaps(`fault.${code}`) || trouble.message };
}

/** A LineFault as the contract's Fault; anything else as it is. `wrong`: code for kind "login".
 *
 * The server's title comes in the language asked for; its expected, came, do are English.
 */
export function asFault(error: unknown, wrong?: string): unknown {
  if (!(error instanceof LineFault)) return error;
  const code = wrong && error.kind === "login" ? wrong : codeOf(error);
  const said = "problem" in error ? (error.problem as Problem) : {};
  const { expected, came, do: act } = language.value === "en" ? said : ({} as Problem);
  return new Fault(code, said.title ?? error.message, {
    ...(expected ? { expected } : {}),
    ...(came ? { came } : {}),
    ...(act && !perhaps(`fault.${code}.do`) ? { do: act } : {}),
    ...(error.retryAfterS ? { waitS: error.retryAfterS } : {}),
  });
}

/** Run, and throw Fault instead of LineFault. */
export async function saying<T>(work: () => Promise<T>, wrong?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asFault(error, wrong);
  }
}
