/** Officers of a visit on this tablet (检查人员到位): proved by password once, signing by PIN. */

import { bearer, obtain } from "../../device/tokens";
import { newOfficerKey } from "../../device/officerkeys";
import type { Uuid } from "../../core/types";
import { Fault } from "../session.types";
import { saying } from "./faults";
import { type House, demandIdentity, demandOpen } from "./house";
import { packageOf } from "./packages";

export interface Admission {
  username: string;
  password: string;
  pin: string;
}

/** The officer's id in the register. His login is used for this and not kept.
 *
 * Throws Fault pin-format, login-wrong, officer-not-of-visit, offline.
 */
export async function admit(house: House, visit: Uuid, given: Admission): Promise<Uuid> {
  const { officerKeys } = demandOpen(house);
  const { info, signer } = demandIdentity(house);
  const { point, wrap } = await newOfficerKey(given.pin);
  const pair = await saying(
    () => obtain(house.http, signer, given.username, given.password),
    "login-wrong",
  );
  const path = `/api/v1/visits/${visit}/officer-keys`;
  const { officer } = await saying(() =>
    house.http.json<{ officer: Uuid }>(path, {
      body: { device: info.id, public_jwk: point },
      headers: { "Xingjian-Device": info.id, ...bearer(pair.access) },
    }),
  ).catch((error: unknown) => {
    throw error instanceof Fault && NOT_HIS.has(error.code) ? stranger(error.message) : error;
  });
  const known = await packageOf(house, visit).catch(() => null);
  const seats = known?.package.officers;
  if (seats && !seats.some((one) => one.id === officer)) throw stranger(officer);
  await officerKeys.keep(visit, officer, wrap);
  house.tell();
  return officer;
}

const NOT_HIS = new Set(["not-found", "forbidden", "officer-not-on-visit"]);

const stranger = (came: string): Fault =>
  new Fault("officer-not-of-visit", `expected an officer of this visit, came ${came}`);
