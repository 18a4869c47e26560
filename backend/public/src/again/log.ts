// What the log says of a draw: announced before the randomness, and opened as it is here.

import type { About } from "../draw/work";
import type { Log } from "../verify/online";
import { drawn, type Outcome } from "../verify/page";
import type { Proof } from "../verify/proof";
import type { Language } from "../verify/words";
import { say } from "./words";

const SHANGHAI = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" });

export async function inLog(
  about: About,
  opened: boolean,
  log: Log,
  proofs: Map<string, Proof>,
  language: Language,
): Promise<HTMLElement[]> {
  if (!about.announced) return [];
  const title = say("inLog", language);
  const before = inTime(await log.check(title, about.announced, proofs.get(about.announced)), about);
  const told = [drawn(before, language)];
  if (opened) {
    const after = say("inLogAfter", language);
    told.push(drawn(await log.check(after, about.digest, proofs.get(about.digest)), language));
  }
  return told;
}

/** An announcement that was entered after the day of its randomness proves nothing. */
function inTime(outcome: Outcome, about: About): Outcome {
  const entry = outcome.proven?.entry;
  const day = entry ? SHANGHAI.format(new Date(entry.time)) : "";
  const [first = ""] = about.days;
  if (!entry || (entry.type === "draw.announced" && day <= first)) return outcome;
  return { ...outcome, kind: "bad", code: entry.type === "draw.announced" ? "entered-late" : "other-entry" };
}
