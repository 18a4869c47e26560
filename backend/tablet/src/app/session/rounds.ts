/** One round of sending and hearing (一轮同步), and when the next one is. */

import { nextTry } from "../../core/backoff";
import { momentOf } from "../../core/moment";
import { askSigned } from "../../device/wire/signed";
import { perhaps } from "../../ui/words";
import { Fault, type SyncStatus } from "../session.types";
import { troubleOf } from "./faults";
import type { House, Opened } from "./house";
import { pathOf } from "./reset";
import { patch, retell } from "./status";

const KNOCK_MS = 5 * 60_000;
const RECENT_MS = 60_000;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Milliseconds to the next try; null when there is none by itself. */
export async function round(house: House): Promise<number | null> {
  const { opened } = house;
  if (!opened) return knock(house);
  if (!(await opened.tokens.there())) return nobody(house);
  const { engine } = opened;
  patch(house, { lastTry: momentOf(Date.now()) });
  const report = await engine.round();
  patch(house, {
    doing: "nothing",
    done: 0,
    total: 0,
    trouble: report.trouble ? troubleOf(report.trouble) : damage(opened),
  });
  await retell(house);
  if (report.trouble?.kind === "login") await knock(house, 0); // revoking ends every login
  if (house.state.phase.value === "revoked") return null;
  const now = Date.now();
  const retryAfterS = report.trouble?.retryAfterS ?? null;
  return nextTry({ now, failures: engine.failures, retryAfterS }, Math.random()) - now;
}

/** Rows that did not open: the others go on, but it is told. */
function damage({ vault }: Opened): SyncStatus["trouble"] {
  return vault.damaged.size ? { code: "damaged", words: perhaps("fault.damaged") } : null;
}

/** Without a login nothing is sent; that is told only where something waits. */
async function nobody(house: House): Promise<number | null> {
  await retell(house);
  const none = { kind: "login", code: "not-signed-in", message: "", retryAfterS: null } as const;
  patch(house, { trouble: house.state.sync.value.synced ? null : troubleOf(none) });
  return knock(house);
}

/** The tablet's own signature is enough to learn that it was revoked, locked or not logged in. */
async function knock(house: House, recentMs = RECENT_MS): Promise<number | null> {
  const { identity, http } = house;
  if (!identity) return null;
  if (Date.now() - http.answeredAt < recentMs) return KNOCK_MS; // it would have told
  const path = `${pathOf(identity.info.id)}/${NOBODY}`;
  await askSigned(http, identity.signer, path).catch(() => undefined); // Http tells of "revoked"
  return KNOCK_MS;
}

/** Ask which visits there are. Throws Fault when the server was not reached. */
export async function refresh(house: House): Promise<void> {
  const contact = () => house.opened?.store.kept.standing.lastContact ?? null;
  const before = contact();
  await house.schedule.now();
  const { trouble } = house.state.sync.value;
  if (trouble && contact() === before) throw new Fault(trouble.code, trouble.words);
}
