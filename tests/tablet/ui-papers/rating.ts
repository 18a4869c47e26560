/** A rating on two or three tablets as the screens write it: packages in, operations out. */

import { readFileSync, writeFileSync } from "node:fs";

import { ref } from "../../../backend/tablet/node_modules/vue";
import { openDesk } from "../../../backend/tablet/src/app/desk";
import type { Desk } from "../../../backend/tablet/src/app/desk.types";
import type { Session } from "../../../backend/tablet/src/app/session.types";
import { handOut, takeOver } from "../../../backend/tablet/src/core/join";
import { lockBody } from "../../../backend/tablet/src/core/lock";
import type { Answer, Bundle, Json, Package, Uuid } from "../../../backend/tablet/src/core/types";
import { gradingContext, survey } from "../../../backend/tablet/src/scoring";
import { freshDraft } from "../../../backend/tablet/src/ui/papers/draft";
import { recordKind, recordOf } from "../../../backend/tablet/src/ui/papers/recording";
import { numbersFor, renderBody } from "../../../backend/tablet/src/ui/papers/rendering";
import { AGREED } from "../../../backend/tablet/src/ui/papers/sentences";
import { proofMessage } from "../../../backend/tablet/src/ui/papers/signing";
import { currentText } from "../../../backend/tablet/src/ui/papers/texts";
import { useSigning } from "../../../backend/tablet/src/ui/papers/useSigning";
import { wholenessOf } from "../../../backend/tablet/src/ui/papers/wholeness";
import { ofRating } from "../../../backend/tablet/src/core/voice";
import { ownerOf } from "../../../backend/tablet/src/ui/visit/split";
import { MemoryStore } from "../memory-store";

interface Given {
  /** The lead's first; the last serves whoever has none of his own. */
  tablets: { device: Uuid; package: Package }[];
  bundle: Bundle;
  at: string;
  answers: { [item: string]: Answer };
  facts: { [name: string]: Json };
  /** Items that an assessor answers although the chapter is another's. */
  beside: { item: string; by: number }[];
}

const given = JSON.parse(readFileSync(0, "utf8")) as Given;
const CURVE = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HOME = { name: "郑合成", post: "院长" };
let at = Date.parse(given.at);
const now = () => new Date((at += 1));
const { bundle } = given;
const pack = given.tablets[0]!.package;
const visit = pack.visit.id;
const crew = pack.officers.map(({ id }) => id);
const keys = new Map<Uuid, CryptoKeyPair>();
for (const id of crew) {
  keys.set(id, await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]) as CryptoKeyPair);
}

const tablets = await Promise.all(given.tablets.map(async ({ device, package: own }) => {
  const store = new MemoryStore(device);
  const desk = await openDesk({
    store, now, device: ref({ id: device, label: "", region: "" }), login: ref(null),
    package: async () => ({ package: own, bundle }),
  }, visit);
  return { device, store, desk };
}));
const lead = tablets[0]!;
const tabletOf = (officer: Uuid) => tablets[Math.min(crew.indexOf(officer), tablets.length - 1)]!;

await lead.desk.write("visit.open", {});
for (const [name, value] of Object.entries(given.facts)) {
  await lead.desk.write("fact.set", { name, value });
}
for (const officer of crew.slice(1)) {
  await tabletOf(officer).desk.write("visit.join", {}, { officer });
}
for (const chapter of bundle.chapters) {
  const officer = ownerOf(pack, chapter.id);
  const next = crew[(crew.indexOf(officer) + 1) % crew.length] ?? "";
  for (const { id, attest } of chapter.items) {
    await answer(id, officer);
    if (attest === "both") await answer(id, next);
  }
}
for (const { item, by } of given.beside) await answer(item, crew[by] ?? "");
const before = wholenessOf(lead.desk, false, lead.device);
for (const { store, device } of tablets.slice(1)) {
  const signer = { device, sign: async () => "c2lnbmVk" };
  await takeOver(await handOut(visit, { store, signer, clock: { now: () => at } }), visit, lead.store);
}
await lead.desk.reload();
const after = wholenessOf(lead.desk, false, lead.device);

await render(lead.desk);
const text = currentText(lead.desk.state.value, recordKind(pack));
const digest = text?.text_digest ?? "";
const signing = useSigning({ desk: lead.desk, session: { now } as unknown as Session });
for (const [n, seat] of pack.officers.entries()) {
  const proof = await prove(seat.id, proofMessage(visit, seat.id, digest));
  await signing.byOfficer(seat, digest, { picture: picture(n), proof });
}
await signing.byHome(HOME, digest, { picture: picture(9), opinion: ofRating(AGREED) });
await lead.desk.write("visit.lock", await lockBody(lead.desk.state.value));

const jwks = await Promise.all([...keys].map(async ([officer, pair]) =>
  [officer, await crypto.subtle.exportKey("jwk", pair.publicKey)]));
const { answers, facts } = lead.desk.state.value.adopted;
const context = gradingContext(pack, lead.desk.state.value);
writeFileSync(1, JSON.stringify({
  operations: await Promise.all(tablets.map(({ store }) => store.journal())),
  keys: Object.fromEntries(jwks),
  awaited: [before, after].map((one) => one.awaited.map(({ name }) => name)),
  stops: after.stops.map(({ code, count }) => [code, count]),
  grade: survey(bundle, { answers, facts, context }).grade,
}));

async function answer(item: string, officer: Uuid): Promise<void> {
  const value = given.answers[item];
  if (value === undefined) return;
  const na = typeof value === "object" && value !== null && "na" in value ? value["na"] : undefined;
  const told = na === undefined ? { item, value } : { item, na: na ?? "" };
  await tabletOf(officer).desk.write("answer.set", told, { officer });
}

async function render(desk: Desk): Promise<void> {
  const state = desk.state.value;
  const draft = {
    ...freshDraft(), representative: HOME.name, post: HOME.post, recusal: "no" as const,
  };
  const kind = recordKind(desk.package);
  const numbers = await numbersFor(kind, lead.store, desk.package, state);
  const made = { at: now() };
  const body = await renderBody(kind, desk.package, state, numbers, (number) =>
    recordOf(desk, state, desk.rows.value, draft, { number, ...made }));
  if (body) await desk.write("paper.render", body);
}

async function prove(officer: Uuid, message: string): Promise<string> {
  const key = keys.get(officer)?.privateKey;
  if (!key) throw new Error("expected an assessor of the visit, came another");
  const bytes = await crypto.subtle.sign(CURVE, key, new TextEncoder().encode(message));
  return Buffer.from(bytes).toString("base64url");
}

function picture(n: number) {
  return { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, n]), mediaType: "image/png" as const };
}
