/** Photos go up one by one (上传佐证材料); one that fails waits, and the others go on. */

import { urgentPhotos } from "../batches";
import { text } from "../reading";
import { LineFault, type PhotoRow } from "../ports";
import type { Uuid } from "../types";
import type { Round } from "./round";

const NOT_WANTED = "evidence-not-awaited"; // waived or taken back: nobody waits for the bytes
const STOPS = new Set<string>(["login", "revoked", "busy"]);
const MOST_STALLS = 3; // tries in a row without a byte, for one photo
const MOST_STUCK = 2; // photos in a row that stall, before the line counts as gone

/** Upload every photo whose manifest the server has. */
export async function sendPhotos(round: Round): Promise<void> {
  const rows = await ready(round);
  const total = rows.reduce((sum, row) => sum + row.length, 0);
  let done = 0;
  let stuck = 0;
  for (const row of rows) {
    if (stuck === MOST_STUCK) return;
    const before = done;
    const says = (sent: number) =>
      round.say({ doing: "photos", done: before + sent, total, unit: "bytes" });
    says(0);
    stuck = (await sendPhoto(round, row, says)) ? 0 : stuck + 1;
    done += row.length;
  }
}

/** Those without a manifest in the outbox, those of major findings first. */
async function ready(round: Round): Promise<PhotoRow[]> {
  const { store } = round.around;
  const rows = await store.photos({ uploaded: false });
  if (rows.length === 0) return [];
  const outbox = (await store.waiting()).map((one) => one.operation);
  const manifests = outbox.filter((one) => one.kind === "evidence.add");
  const unknown = new Set(manifests.map((one) => text(one.body, "id")));
  const urgent = new Set<Uuid>();
  for (const visit of new Set(rows.map((row) => row.visit))) {
    for (const id of urgentPhotos(await store.journal({ visit }))) urgent.add(id);
  }
  const known = rows.filter((row) => !unknown.has(row.id));
  return [
    ...known.filter((row) => urgent.has(row.id)),
    ...known.filter((row) => !urgent.has(row.id)),
  ];
}

/** False where not a byte went through; throws what stops every photo. */
async function sendPhoto(
  round: Round,
  row: PhotoRow,
  says: (sent: number) => void,
): Promise<boolean> {
  const { store } = round.around;
  try {
    await persist(round, row, await store.photoBytes(row.id), says);
  } catch (fault) {
    const kind = fault instanceof LineFault ? fault.kind : "bytes";
    if (STOPS.has(kind)) throw fault;
    const code = fault instanceof LineFault ? fault.code : "bytes-missing";
    const over = code === NOT_WANTED || (kind === "bytes" && (await isWaived(round, row)));
    const given = over ? { uploaded: true } : {};
    if (!over) round.note(fault);
    await store.photoState(row.id, { ...given, trouble: code });
    return kind !== "offline";
  }
  await store.photoState(row.id, { uploaded: true, trouble: "" });
  round.report.photos += 1;
  return true;
}

/** The server told that two officers let the bytes go: nobody waits for them. */
async function isWaived({ around }: Round, { id, visit }: PhotoRow): Promise<boolean> {
  const told = await around.store.told(visit);
  return told.some((one) => one.kind === "evidence.waive" && one.body["id"] === id);
}

/** Go on after a cut as long as bytes arrive: a bad line is not a dead one. */
async function persist(
  round: Round,
  row: PhotoRow,
  bytes: Uint8Array,
  says: (sent: number) => void,
): Promise<void> {
  let reached = 0;
  for (let stalls = 0; ; ) {
    const before = reached;
    try {
      return await round.around.line.upload(row, bytes, (sent) => {
        reached = Math.max(reached, sent);
        says(sent);
      });
    } catch (fault) {
      if (!(fault instanceof LineFault) || fault.kind !== "offline") throw fault;
      stalls = reached > before ? 0 : stalls + 1;
      if (stalls === MOST_STALLS) throw fault;
    }
  }
}
