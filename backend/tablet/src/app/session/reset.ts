/** A forgotten passphrase (口令重置): the office hands the data key back to this tablet alone. */

import { type Envelope, infoOfDataKey, newExchangePair, unseal } from "../../device/envelope";
import { checkDigits } from "../../device/keys";
import { demandLong } from "../../device/passphrase";
import { askSigned } from "../../device/wire/signed";
import { Fault } from "../session.types";
import { saying } from "./faults";
import { type House, META, demandIdentity } from "./house";
import { openHouse } from "./open";
import { setPassphrase } from "./unlock";

interface Asked {
  id: string;
  privateKey: CryptoKey;
}

type Answer =
  | { state: "waiting" }
  | { state: "refused"; why?: string }
  | { state: "granted"; wrapped_data_key: Envelope };

const CLOSED = "reset-closed";

/** The digits are of our own key: the office must type what this tablet shows. */
export async function askReset(house: House): Promise<{ check: string }> {
  const { info, signer } = demandIdentity(house);
  const { privateKey, point } = await newExchangePair();
  const body = { public_jwk: point };
  const { id } = await saying(() =>
    askSigned<{ id: string }>(house.http, signer, pathOf(info.id), { body }),
  );
  await house.db.write(META.reset, { id, privateKey } satisfies Asked);
  return { check: await checkDigits({ ...point }) };
}

/** Throws Fault passphrase-short, reset-waiting, reset-refused, offline. */
export async function finishReset(house: House, passphrase: string): Promise<void> {
  const used = demandLong(passphrase);
  const { info, signer } = demandIdentity(house);
  const asked = await house.db.read<Asked>(META.reset);
  if (!asked) throw refused("nothing was asked");
  const answer = await saying(() =>
    askSigned<Answer>(house.http, signer, `${pathOf(info.id)}/${asked.id}`),
  ).catch((error: unknown) => {
    throw error instanceof Fault && error.code === CLOSED ? refused(CLOSED) : error;
  });
  if (answer.state === "waiting") throw new Fault("reset-waiting", "the office has not decided");
  if (answer.state === "refused") throw refused(answer.why ?? "refused");
  const copy = answer.wrapped_data_key;
  const raw = await unseal(copy, asked.privateKey, infoOfDataKey(info.id));
  await setPassphrase(house, raw, used);
  await openHouse(house, raw);
}

export const pathOf = (device: string): string => `/api/v1/devices/${device}/resets`;

const refused = (came: string): Fault =>
  new Fault("reset-refused", `expected the data key from the office, came ${came}`);
