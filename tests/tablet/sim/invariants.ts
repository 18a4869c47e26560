/** What must hold when the storm is over (不变量); each breach in one sentence. */

import { canonical } from "../../../backend/tablet/src/core/canonical";
import { stateDigest } from "../../../backend/tablet/src/core/pull";
import type { Operation, Receipt, Uuid, VisitState } from "../../../backend/tablet/src/core/types";
import type { SimTablet } from "./tablet";

/** What can be asked of the server afterwards. */
export interface Ledger {
  /** Its word on an operation, null when it does not know it. */
  stored(id: Uuid): Receipt | null;
  /** A visit's operations as told, in order. */
  told(visit: Uuid): Operation[];
  photoBytes(id: Uuid): number;
}

const CLEARING = new Set<string>(["applied", "duplicate"]);

export async function breaches(
  ledger: Ledger,
  tablets: readonly SimTablet[],
  visits: readonly Uuid[],
): Promise<string[]> {
  const found: string[] = [];
  for (const tablet of tablets) {
    found.push(...(await lost(ledger, tablet)), ...clearedUnheard(tablet));
    found.push(...(await differing(ledger, tablet, visits)), ...(await photosLost(ledger, tablet)));
  }
  for (const visit of visits) found.push(...twice(ledger, visit), ...(await apart(tablets, visit)));
  return found;
}

/** Every operation ever saved is at the server, or waits, or is shown. */
async function lost(ledger: Ledger, { store, saved, device }: SimTablet): Promise<string[]> {
  const outbox = new Map((await store.waiting()).map((one) => [one.operation.id, one.receipt]));
  return saved.flatMap(({ id, seq, kind }) => {
    const there = ledger.stored(id)?.outcome;
    const name = `${device} ${seq} ${kind}`;
    if (there === "applied") return outbox.has(id) ? [`${name} is applied and still waits`] : [];
    const shown = outbox.get(id)?.outcome;
    if (there !== undefined) return shown === there ? [] : [`${name} is ${there}, shown ${shown}`];
    return shown === "refused" ? [] : [`${name} is lost`];
  });
}

/** Nothing left the outbox without its own receipt. */
function clearedUnheard({ store, line, device }: SimTablet): string[] {
  const good = line.receipts.filter(({ outcome }) => CLEARING.has(outcome));
  const heard = new Set(good.map((one) => one.id));
  const unheard = store.cleared.filter((id) => !heard.has(id));
  return unheard.map((id) => `${device} cleared ${id} unheard`);
}

/** Tablet and server hold the same operations of every visit, to the digest. */
async function differing(
  ledger: Ledger, { store, device }: SimTablet, visits: readonly Uuid[],
): Promise<string[]> {
  const theirs = new Map(visits.map((one) => [one, ledger.told(one).map(({ id }) => id)]));
  const same = (await stateDigest(await store.toldIds())) === (await stateDigest(theirs));
  return same ? [] : [`${device} does not hold what the server told`];
}

async function photosLost(ledger: Ledger, { store, saved, device }: SimTablet): Promise<string[]> {
  const here = new Map((await store.photos()).map((one) => [one.id, one]));
  const manifests = saved.filter((one) => one.kind === "evidence.add");
  return manifests.flatMap(({ id: op, body }) => {
    const id = String(body["id"]);
    const whole = ledger.photoBytes(id) === body["length"];
    const applied = ledger.stored(op)?.outcome === "applied";
    if (applied ? whole : here.has(id)) return [];
    return [`${device} photo ${id} is not whole anywhere`];
  });
}

/** The server told each operation once. */
function twice(ledger: Ledger, visit: Uuid): string[] {
  const ids = ledger.told(visit).map((one) => one.id);
  return new Set(ids).size === ids.length ? [] : [`${visit} was told an operation twice`];
}

/** Tablets with nothing of their own waiting draw the same picture. */
async function apart(tablets: readonly SimTablet[], visit: Uuid): Promise<string[]> {
  const pictures: string[] = [];
  for (const tablet of tablets) {
    const waits = (await tablet.store.waiting()).some((one) => one.operation.visit === visit);
    const carries = (await tablet.store.carried({ visit })).length > 0;
    if (!waits && !carries) pictures.push(drawn(await tablet.picture(visit)));
  }
  return new Set(pictures).size <= 1 ? [] : [`${visit} looks different on two tablets`];
}

function drawn(state: VisitState): string {
  const { adopted, counted, joined, left, lead, texts, signatures } = state;
  const records = [...state.changed].sort();
  const findings = [...state.findings.values()].map((one) => ({ ...one }));
  const shown = { adopted, counted, joined, left, lead, texts, signatures, records, findings };
  return canonical(JSON.parse(JSON.stringify(shown)));
}
