/** Who still has to sign a text, and what each signature says (签名). */

import type {
  Day, Json, OfficerSeat, Package, RenderedText, SignatureRecord, Uuid, VisitState,
} from "../../core/types";
import { presentOf } from "./people";
import { correctionSentence } from "./sentences";
import { signedByHome } from "./texts";

type Body = { [key: string]: Json };

export interface Signing {
  officers: { seat: OfficerSeat; signature: SignatureRecord | undefined }[];
  /** Each correction on the text, with the home's signature under it. */
  corrections: { n: number; text: string; signature: SignatureRecord | undefined }[];
  /** The home's signature or refusal under the whole. */
  home: SignatureRecord | undefined;
  /** The home signed something here: the content is closed. */
  closed: boolean;
  /** Everybody who has to sign did. */
  whole: boolean;
}

/** How far the signing of a text is; `unattended`: nobody of the home was there. */
export function signingOf(
  pkg: Pick<Package, "officers">, state: VisitState, text: RenderedText, corrections: string[],
  unattended = false,
): Signing {
  const here = state.signatures.filter((one) => one.text_digest === text.text_digest);
  const ofHome = here.filter((one) => one.signer !== "officer");
  const officers = presentOf(pkg, state).map((seat) => ({
    seat,
    signature: here.find((one) => one.signer === "officer" && one.officer === seat.id),
  }));
  const rows = corrections.map((words, at) => {
    const opinion = correctionSentence(at + 1, words);
    return { n: at + 1, text: words, signature: ofHome.find((one) => one.opinion === opinion) };
  });
  const named = new Set(rows.map((row) => row.signature?.op));
  const home = ofHome.find((one) => !named.has(one.op));
  const refused = home?.signer === "refusal";
  const corrected = refused || rows.every((row) => row.signature);
  const byOfficers = officers.every((one) => one.signature);
  return {
    officers,
    corrections: rows,
    home,
    closed: signedByHome(state, text.text_digest),
    whole: (unattended || Boolean(home)) && corrected && byOfficers,
  };
}

/** What an officer's key signs, so that his PIN stands behind this very text (OPERATIONS.md). */
export function proofMessage(visit: Uuid, officer: Uuid, digest: string): string {
  return `signature.add\n${visit}\n${officer}\n${digest}\n`;
}

/** The officer's key for this visit lies on this tablet. */
export function isAdmitted(
  visits: readonly { brief: { id: Uuid }; keys: Uuid[] }[], visit: Uuid, officer: Uuid,
): boolean {
  return visits.find((one) => one.brief.id === visit)?.keys.includes(officer) ?? false;
}

export function officerSignature(
  seat: OfficerSeat, digest: string, given: { proof: string; image: Uuid | null; on: Day },
): Body {
  return {
    text_digest: digest,
    signer: "officer",
    name: seat.name,
    signed_on: given.on,
    ...(given.proof ? { proof: given.proof } : {}),
    ...(given.image ? { image: given.image } : {}),
  };
}

export function homeSignature(
  who: { name: string; post: string }, digest: string,
  given: { opinion: string; image: Uuid; on: Day },
): Body {
  return {
    text_digest: digest,
    signer: "representative",
    name: who.name,
    title: who.post,
    opinion: given.opinion,
    image: given.image,
    signed_on: given.on,
  };
}

/** Nobody of the home signs: said before a witness, with the reason that was given. */
export function refusedSignature(
  who: { name: string; post: string }, digest: string,
  given: { reason: string; witness: string; on: Day; image: Uuid | null },
): Body {
  return {
    text_digest: digest,
    signer: "refusal",
    name: who.name,
    title: who.post,
    opinion: given.reason,
    witness: given.witness,
    signed_on: given.on,
    ...(given.image ? { image: given.image } : {}),
  };
}
