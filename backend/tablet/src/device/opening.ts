/** Opening the database (打开本机记录库): what keeps it shut is told by name, never guessed away. */

import type { TabletDatabase } from "./database";

/** absent: the browser keeps nothing for us · blocked: another window holds it · newer: a newer app
 * wrote it · full: no room · gone: enrolled once, and empty now · damaged: anything else. */
export type Shut = "absent" | "blocked" | "newer" | "full" | "gone" | "damaged";

export class ShutOut extends Error {
  constructor(
    readonly why: Shut,
    message: string,
  ) {
    super(message);
  }
}

const SLOW_MS = 15_000;
const ENROLLED = "xingjian.enrolled";
const DENIED = new Set(["MissingAPIError", "SecurityError", "InvalidStateError"]);

/** Open it; `held` is called when it waits for another window. Throws ShutOut. */
export async function openDatabase(db: TabletDatabase, held: () => void): Promise<void> {
  db.on("blocked", held);
  const slow = setTimeout(held, SLOW_MS);
  try {
    await demandOurs(db);
    await db.open();
  } catch (error) {
    throw shutOutBy(error);
  } finally {
    clearTimeout(slow);
    db.on("blocked").unsubscribe(held);
  }
}

/** Why it stays shut, from whatever was thrown. */
export function shutOutBy(error: unknown): ShutOut {
  if (error instanceof ShutOut) return error;
  const inner = (error as { inner?: unknown } | null)?.inner;
  const found = [error, inner].filter((one) => one instanceof Error);
  const names = found.map((one) => one.name);
  const message = found.map((one) => `${one.name}: ${one.message}`).join("; ") || String(error);
  if (names.includes("QuotaExceededError")) return new ShutOut("full", message);
  if (names.some((name) => DENIED.has(name))) return new ShutOut("absent", message);
  return new ShutOut("damaged", message);
}

/** A newer app's database is not touched: Dexie would open it and write as of old. */
async function demandOurs(db: TabletDatabase): Promise<void> {
  const all = (await indexedDB.databases?.()) ?? [];
  const there = all.find((one) => one.name === db.name)?.version ?? 0;
  const known = db.verno * 10; // Dexie's count in IndexedDB; its own patches add ones
  if (there < known + 10) return;
  throw new ShutOut("newer", `expected version ${known} of the database, came ${there}`);
}

/** Kept outside the database, so that one that comes back empty is noticed. */
export function rememberEnrolled(device: string): void {
  quietly(() => localStorage.setItem(ENROLLED, device));
}

export function forgetEnrolled(): void {
  quietly(() => localStorage.removeItem(ENROLLED));
}

/** Throws ShutOut when this tablet was enrolled and nothing of it is left. */
export function demandNeverEnrolled(): void {
  const device = quietly(() => localStorage.getItem(ENROLLED));
  if (device) throw new ShutOut("gone", `expected the records of tablet ${device}, came none`);
}

function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // storage closed to us: nothing to compare with
  }
}
