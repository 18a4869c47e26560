/** What waits, why, and when the next try is (同步状态): counted in memory, told at once. */

import type { Progress } from "../../core/engine";
import { sortOutbox } from "../../core/outbox";
import type { Waiting } from "../../core/ports";
import { isHandled } from "../../device/store/handled";
import { nameOf } from "../../device/vault";
import type { SyncStatus, VisitLine } from "../session.types";
import type { House, Opened } from "./house";
import { fetchedOf } from "./packages";
import { QUIET } from "./state";

const DISPUTED = new Set(["refused", "conflict"]);

/** The engine's own words about what it does. */
export function progressTo(house: House): (progress: Progress) => void {
  return ({ doing, done, total }) => patch(house, { doing, done, total });
}

export function patch(house: House, part: Partial<SyncStatus>): void {
  const { sync } = house.state;
  sync.value = { ...sync.value, ...part, online: navigator.onLine };
}

/** Count again; the screens read nothing else. `reread`: packages and keys may be others now. */
export async function retell(house: House, reread = true): Promise<void> {
  const { opened } = house;
  if (!opened || house.state.phase.value !== "open") return countLocked(house);
  const { standing, outbox, words, photos } = opened.store.kept;
  const waiting = [...photos.values()].filter((one) => !one.uploaded);
  const list = words.size ? await opened.store.waiting() : [];
  const { held, disputed } = sortOutbox(list, standing.epoch);
  const done = (one: Waiting) => isHandled(opened.store.kept, one.operation.id, one.receipt);
  patch(house, {
    lastContact: standing.lastContact,
    operationsWaiting: outbox.size,
    photosWaiting: waiting.length,
    bytesWaiting: waiting.reduce((sum, one) => sum + one.length, 0),
    held,
    disputed: disputed.filter((one) => !done(one)),
    handled: disputed.filter(done),
    durableThroughSeq: standing.durableThroughSeq,
    lastSeq: standing.lastSeq,
    synced: outbox.size === 0 && waiting.length === 0,
    damaged: [...opened.vault.damaged],
  });
  house.state.demoClock.value = standing.aheadS !== 0;
  if (reread) LYING.delete(opened);
  house.state.visits.value = await linesOf(house, opened);
}

/** Behind the lock: how much waits can be said without the key, what it is cannot. */
async function countLocked({ db, state }: House): Promise<void> {
  const [operationsWaiting, photosWaiting] = await Promise.all([
    db.outbox.count(),
    db.photos.where("uploaded").equals(0).count(),
  ]);
  const synced = operationsWaiting + photosWaiting === 0;
  const { doing, done, total, nextTry } = state.sync.value;
  const going = { doing, done, total, nextTry, online: navigator.onLine };
  state.visits.value = [];
  state.sync.value = { ...QUIET, ...going, operationsWaiting, photosWaiting, synced };
}

/** What lies on this tablet for its visits, read from the disk. */
const LYING = new WeakMap<Opened, ReturnType<typeof readLying>>();

async function readLying(house: House, opened: Opened) {
  const [fetched, keys, bundles] = await Promise.all([
    fetchedOf(house, opened),
    opened.officerKeys.admitted(),
    house.db.bundles.toCollection().primaryKeys(),
  ]);
  return { fetched, keys, bundles };
}

async function linesOf(house: House, opened: Opened): Promise<VisitLine[]> {
  const { briefs, outbox, words, photos, locks } = opened.store.kept;
  const reading = LYING.get(opened) ?? readLying(house, opened);
  LYING.set(opened, reading);
  const { fetched, keys, bundles } = await reading.catch((error: unknown) => {
    LYING.delete(opened);
    throw error;
  });
  const rows = [...outbox.values()];
  const pictures = [...photos.values()].filter((one) => !one.uploaded);
  const done = (id: string) => isHandled(opened.store.kept, id, words.get(id) ?? null);
  const bad = (id: string) => DISPUTED.has(words.get(id)?.outcome ?? "");
  const { damaged } = opened.vault;
  const whole = (visit: string, digest: string) =>
    !damaged.has(nameOf("visits", visit)) && !damaged.has(nameOf("bundles", digest));
  const lines = [...briefs.values()].map((brief): VisitLine => {
    const own = rows.filter((row) => row.visit === brief.id && !done(row.id));
    const here = fetched[brief.id];
    const lockedBy = locks[brief.id];
    const photosWaiting = pictures.filter((one) => one.visit === brief.id).length;
    return {
      brief,
      ready: here !== undefined && bundles.includes(here.digest) && whole(brief.id, here.digest),
      downloadedAt: here?.at ?? null,
      waiting: own.length + photosWaiting,
      photosWaiting,
      disputed: own.filter((row) => bad(row.id)).length,
      lockedHere: lockedBy !== undefined && !bad(lockedBy),
      keys: keys.get(brief.id) ?? [],
    };
  });
  return lines.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

const orderOf = ({ brief }: VisitLine): string =>
  `${brief.window_until} ${brief.window_from} ${brief.id}`;
