/** Writing signatures (签名入库): the picture first, then the signature that names it. */

import type { Desk } from "../../app/desk.types";
import type { Session } from "../../app/session.types";
import { dayOf } from "../../core/moment";
import type { OfficerSeat, Uuid } from "../../core/types";
import { signatureEvidence } from "./picture";
import type { Picture } from "./picture";
import { homeSignature, officerSignature, refusedSignature } from "./signing";

export interface HomePersonSigning {
  name: string;
  post: string;
}

export function useSigning({ desk, session }: { desk: Desk; session: Session }) {
  const today = () => dayOf(session.now().getTime());

  async function keep(picture: Picture, caption: string, officer?: Uuid): Promise<Uuid> {
    const made = await signatureEvidence(desk.visit, picture, caption, session.now());
    await desk.write("evidence.add", made.body, {
      photos: [made.photo], ...(officer ? { officer } : {}),
    });
    return made.photo.id;
  }

  /** `proof`: of his key, empty where none lies on this tablet. */
  async function byOfficer(
    seat: OfficerSeat, digest: string, given: { picture: Picture; proof: string },
  ): Promise<void> {
    const image = await keep(given.picture, seat.name, seat.id);
    const body = officerSignature(seat, digest, { proof: given.proof, image, on: today() });
    await desk.write("signature.add", body, { officer: seat.id });
  }

  /** One signature of the home: under a correction, or under the whole. */
  async function byHome(
    who: HomePersonSigning, digest: string, given: { picture: Picture; opinion: string },
  ): Promise<void> {
    const image = await keep(given.picture, who.name);
    const body = homeSignature(who, digest, { opinion: given.opinion, image, on: today() });
    await desk.write("signature.add", body);
  }

  /** The home does not sign; the witness may. */
  async function byWitness(
    who: HomePersonSigning, digest: string,
    given: { reason: string; witness: string; picture: Picture | null },
  ): Promise<void> {
    const image = given.picture ? await keep(given.picture, given.witness) : null;
    const { reason, witness } = given;
    const body = refusedSignature(who, digest, { reason, witness, image, on: today() });
    await desk.write("signature.add", body);
  }

  return { byOfficer, byHome, byWitness };
}
