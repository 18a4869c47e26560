/** That an officer is at the tablet (在场确认): his visit key, opened by his PIN, signs so. */

import { Fault } from "../../app/session.types";
import type { Session } from "../../app/session.types";
import type { Uuid } from "../../core/types";

export type Proof =
  | { outcome: "proved" }
  | { outcome: "not-admitted" }
  | { outcome: "wrong"; fault: unknown; waitS: number };

/** The signature itself goes nowhere: that the PIN opened the key is what is asked. */
export async function provePresence(
  session: Pick<Session, "prove">, visit: Uuid, officer: Uuid, pin: string,
): Promise<Proof> {
  try {
    await session.prove(visit, officer, pin, `officer.present\n${visit}\n${officer}\n`);
    return { outcome: "proved" };
  } catch (fault) {
    const code = fault instanceof Fault ? fault.code : "";
    if (code === "not-admitted") return { outcome: "not-admitted" };
    return { outcome: "wrong", fault, waitS: fault instanceof Fault ? (fault.more.waitS ?? 0) : 0 };
  }
}
