/** What an inspector does next (现场动作), by chance: enough to meet every rule of syncing. */

import { lockBody } from "../../../backend/tablet/src/core/lock";
import type { NewPhoto } from "../../../backend/tablet/src/core/ports";
import type { Json, Kind, Uuid, VisitState } from "../../../backend/tablet/src/core/types";
import type { Chance } from "./chance";

export interface Deed {
  kind: Kind;
  body: { [key: string]: Json };
  photo?: Pick<NewPhoto, "id" | "bytes">;
}

const ITEMS = ["care.meals", "care.night", "safety.exit", "safety.fire", "refused.item"];

/** The next thing done on a visit, or null for a pause. */
export async function nextDeed(
  state: VisitState,
  chance: Chance,
  fresh: () => Uuid,
): Promise<Deed | null> {
  const item = chance.pick(ITEMS);
  const drawn = chance.below(100);
  if (state.opened === null && drawn < 60) return { kind: "visit.open", body: {} };
  if (drawn < 8) return { kind: "visit.join", body: {} };
  if (drawn < 45) return answer(item, chance);
  if (drawn < 50) return { kind: "answer.clear", body: { item } };
  if (drawn < 60) return fact(chance);
  if (drawn < 70) return photo(item, fresh(), chance);
  if (drawn < 78) return finding(item, fresh(), state, chance);
  if (drawn < 82) return changed(state, chance);
  if (drawn < 88) return decision(state);
  if (drawn < 91) return { kind: "lead.add", body: { intake_key_id: "合成", ciphertext: "AAAA" } };
  if (drawn < 94) return text(fresh());
  if (drawn < 97) return signature(state, chance);
  return drawn < 99 && state.operations.length > 6
    ? { kind: "visit.lock", body: { ...(await lockBody(state)) } }
    : null;
}

function answer(item: string, chance: Chance): Deed {
  const note = chance.happens(0.01) ? "poison-batch" : "";
  return { kind: "answer.set", body: { item, value: chance.pick(["yes", "no"]), note } };
}

function fact(chance: Chance): Deed {
  return { kind: "fact.set", body: { name: "beds", value: String(40 + chance.below(3)) } };
}

function photo(item: string, id: Uuid, chance: Chance): Deed {
  const bytes = new Uint8Array(500 + chance.below(4000));
  const file = { sha256: id, length: bytes.length, media_type: "image/jpeg", kind: "photo" };
  return {
    kind: "evidence.add",
    body: { id, item, ...file, captured_at: "2026-03-02T09:00:00+08:00" },
    photo: { id, bytes },
  };
}

function finding(item: string, id: Uuid, state: VisitState, chance: Chance): Deed {
  const evidence = [...state.evidence.keys()].slice(0, 2);
  const severity = chance.pick(["general", "major"]);
  const words = { clause: "合成条款", wording: "合成问题" };
  return { kind: "finding.add", body: { id, item, severity, evidence, ...words } };
}

function changed(state: VisitState, chance: Chance): Deed | null {
  const known = [...state.findings.keys()];
  if (known.length === 0) return null;
  const id = chance.pick(known);
  if (chance.happens(0.3)) return { kind: "finding.withdraw", body: { id, reason: "重复" } };
  return { kind: "finding.change", body: { id, corrected: chance.happens(0.5) } };
}

function decision(state: VisitState): Deed | null {
  const item = state.adopted.differing[0];
  if (item === undefined) return null;
  const settles = [...(state.answers.get(item)?.values() ?? [])].map((one) => one.op);
  return { kind: "answer.reconcile", body: { item, value: "no", reason: "复核（合成）", settles } };
}

function text(digest: string): Deed {
  const body = { kind: "onsite-record", number: digest, text: "合成笔录", text_digest: digest };
  return { kind: "paper.render", body: { ...body, context: {} } };
}

function signature(state: VisitState, chance: Chance): Deed | null {
  const last = state.texts.at(-1);
  if (!last) return null;
  const signer = chance.pick(["officer", "representative", "refusal"]);
  const body = { text_digest: last.text_digest, signer, name: "合成", signed_on: "2026-03-02" };
  return { kind: "signature.add", body };
}
