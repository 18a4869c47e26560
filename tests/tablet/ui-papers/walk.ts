/** A whole visit as the screens write it: package in, operations and officers' public keys out. */

import { readFileSync, writeFileSync } from "node:fs";

import { ref } from "../../../backend/tablet/node_modules/vue";
import { openDesk } from "../../../backend/tablet/src/app/desk";
import type { Desk } from "../../../backend/tablet/src/app/desk.types";
import type { Session } from "../../../backend/tablet/src/app/session.types";
import { digest } from "../../../backend/tablet/src/core/canonical";
import { lockBody } from "../../../backend/tablet/src/core/lock";
import type { Bundle, Package, Uuid } from "../../../backend/tablet/src/core/types";
import { ORDER, orderContext, RECORD } from "../../../backend/tablet/src/papers";
import {
  amendmentBody, amendmentContent, amendmentMessage,
} from "../../../backend/tablet/src/ui/papers/amending";
import { freshDraft } from "../../../backend/tablet/src/ui/papers/draft";
import type { Picture } from "../../../backend/tablet/src/ui/papers/picture";
import { recordOf } from "../../../backend/tablet/src/ui/papers/recording";
import { numbersFor, renderBody } from "../../../backend/tablet/src/ui/papers/rendering";
import { correctionSentence, RECEIVED } from "../../../backend/tablet/src/ui/papers/sentences";
import { proofMessage } from "../../../backend/tablet/src/ui/papers/signing";
import { currentText } from "../../../backend/tablet/src/ui/papers/texts";
import type { PaperKind } from "../../../backend/tablet/src/ui/papers/texts";
import { useSigning } from "../../../backend/tablet/src/ui/papers/useSigning";
import { MemoryStore } from "../memory-store";

interface Given {
  device: Uuid;
  package: Package;
  bundle: Bundle;
  at: string;
  /** Nobody of the home signs the record. */
  refused: boolean;
}

const given = JSON.parse(readFileSync(0, "utf8")) as Given;
const CURVE = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HOME = { name: "郑合成", post: "院长" };
const CORRECTION = "第三部分第1项“现场情况”中“三台”更正为“两台”";
const store = new MemoryStore(given.device);
let at = Date.parse(given.at);
const now = () => new Date((at += 10));
const visit = given.package.visit.id;
const keys = new Map<Uuid, CryptoKeyPair>();

const desk = await openDesk({
  store, now, device: ref({ id: given.device, label: "", region: "" }), login: ref(null),
  package: async () => ({ package: given.package, bundle: given.bundle }),
}, visit);
const signing = useSigning({ desk, session: { now } as unknown as Session });
const draft = {
  ...freshDraft(), representative: HOME.name, post: HOME.post, recusal: "no" as const,
  corrections: [] as string[],
};

for (const { id } of given.package.officers) {
  keys.set(id, await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]) as CryptoKeyPair);
}
await inspect(desk);
await render(RECORD);
draft.refusals.push({
  what: "documents", time: "9:40", words: "拒绝提供入住协议（合成）", witness: "赵某（合成）",
});
if (given.refused) draft.opinion = { kind: "refuse", words: "未说明理由", witness: "赵某（合成）" };
else draft.corrections.push(CORRECTION);
await render(RECORD);
await officersSign(RECORD);
await homeSigns();
await render(ORDER);
await officersSign(ORDER);
await signing.byHome(HOME, digestOf(ORDER), { picture: picture(90), opinion: RECEIVED });
await desk.write("visit.lock", await lockBody(desk.state.value));
await amend();

const jwks = await Promise.all([...keys].map(async ([officer, pair]) => {
  return [officer, await crypto.subtle.exportKey("jwk", pair.publicKey)];
}));
const operations = await store.journal();
writeFileSync(1, JSON.stringify({ operations, keys: Object.fromEntries(jwks) }));

async function inspect({ write, rows, package: pkg }: Desk): Promise<void> {
  await write("visit.open", { scan: { reason: "入口未贴任务码（合成）" } });
  for (const { id, is_lead } of pkg.officers) {
    if (!is_lead) await write("visit.join", {}, { officer: id });
  }
  for (const { item } of rows.value) {
    await write("answer.set", { item: item.id, value: item.id === "safety.exit" ? "no" : "yes" });
  }
  await write("finding.add", {
    id: "00000000-0000-4000-8000-0000000000f1", item: "safety.exit", clause: "合成条款",
    wording: "疏散通道堆放轮椅三台（合成）", severity: "general", demand: "清理通道", due_days: 10,
  });
}

async function render(kind: PaperKind): Promise<void> {
  const state = desk.state.value;
  const rows = desk.rows.value;
  const numbers = await numbersFor(kind, store, desk.package, state);
  const made = { at: now() };
  const body = await renderBody(kind, desk.package, state, numbers, (number) =>
    kind === RECORD
      ? recordOf(desk, state, rows, draft, { number, ...made })
      : orderContext(desk.package, state, rows.map((row) => row.item.id), { number, ...made }));
  if (body) await desk.write("paper.render", body);
}

async function officersSign(kind: PaperKind): Promise<void> {
  for (const [n, seat] of desk.package.officers.entries()) {
    const proof = await prove(seat.id, proofMessage(visit, seat.id, digestOf(kind)));
    const drawn = picture(kind === RECORD ? n : 50 + n);
    await signing.byOfficer(seat, digestOf(kind), { picture: drawn, proof });
  }
}

async function homeSigns(): Promise<void> {
  const text = digestOf(RECORD);
  if (given.refused) {
    const { words: reason, witness } = draft.opinion;
    await signing.byWitness(HOME, text, { reason, witness, picture: null });
    return;
  }
  const opinion = correctionSentence(1, CORRECTION);
  await signing.byHome(HOME, text, { picture: picture(20), opinion });
  await signing.byHome(HOME, text, { picture: picture(21), opinion: "以上笔录已阅，情况属实，无其他意见" });
}

async function amend(): Promise<void> {
  const second = given.package.officers.find((one) => !one.is_lead)?.id ?? "";
  const added = { second, reason: "照片说明遗漏（合成）", words: "第三部分第1项的照片摄于二层（合成）" };
  const message = amendmentMessage(visit, second, await digest(amendmentContent(added)));
  await desk.write("amendment.add", amendmentBody(added, await prove(second, message)));
}

function digestOf(kind: PaperKind): string {
  return currentText(desk.state.value, kind)?.text_digest ?? "";
}

async function prove(officer: Uuid, message: string): Promise<string> {
  const key = keys.get(officer)?.privateKey;
  if (!key) throw new Error("expected an officer of the visit, came another");
  const bytes = await crypto.subtle.sign(CURVE, key, new TextEncoder().encode(message));
  return Buffer.from(bytes).toString("base64url");
}

function picture(n: number): Picture {
  return { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, n]), mediaType: "image/png" };
}
