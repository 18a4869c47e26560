/** Enrolling (平板登记): keys made here, the office's copy of the data key checked before it leaves. */

import { type Envelope, infoOfDataKey, seal } from "../../device/envelope";
import { type DeviceKey, fingerprint, newDeviceKey, signerOf } from "../../device/keys";
import { rememberEnrolled } from "../../device/opening";
import { type SecretWrap, demandLong, unwrapBySecret, wrapBySecret } from "../../device/passphrase";
import { askToPersist } from "../../device/persist";
import { NO_TRIES } from "../../device/tries";
import { newDataKey } from "../../device/vault";
import { type DeviceInfo, Fault } from "../session.types";
import { saying } from "./faults";
import { type House, META } from "./house";
import { openHouse } from "./open";

interface OfficeKey {
  id: string;
  jwk: JsonWebKey;
  fingerprint: string;
}

/** An enrolment whose answer may have been lost: the same again gets the same answer. */
interface Enrolling {
  code: string;
  device: string;
  key: DeviceKey;
  wrap: SecretWrap;
  copy: Envelope;
}

export interface Given {
  code: string;
  passphrase: string;
  /** Fingerprint of the office's key, from the QR; compared where it is given. */
  key?: string | undefined;
}

/** Throws Fault passphrase-short, key-differs, enrolment-code-spent, offline. */
export async function enrol(house: House, given: Given): Promise<void> {
  const { db, http } = house;
  const passphrase = demandLong(given.passphrase);
  const office = await saying(() => http.json<OfficeKey>("/api/v1/devices/office-key"));
  await demandKey(office, given.key ?? "");
  const begun = await begin(house, given.code, passphrase, office);
  const { device, key, copy, wrap } = begun.enrolling;
  const body = {
    code: given.code,
    device,
    public_jwk: key.point,
    wrapped_data_key: copy,
  };
  const said = await saying(() =>
    http.json<{ device: string; label: string; region: string }>("/api/v1/devices/enrol", { body }),
  );
  const info: DeviceInfo = { id: said.device, label: said.label, region: said.region };
  await db.transaction("rw", db.meta, async () => {
    await db.write(META.device, info);
    await db.write(META.deviceKey, key);
    await db.write(META.wrap, wrap);
    await db.write(META.officeCopy, copy);
    await db.write(META.tries, NO_TRIES);
    await db.meta.delete(META.enrolling);
  });
  rememberEnrolled(info.id);
  identify(house, info, key);
  await askToPersist();
  await openHouse(house, begun.raw);
}

export function identify(house: House, info: DeviceInfo, key: DeviceKey): void {
  const signer = signerOf(info.id, key.privateKey);
  house.identity = { info, key: key.privateKey, signer };
  house.state.device.value = info;
}

async function demandKey(office: OfficeKey, expected: string): Promise<void> {
  const came = await fingerprint(office.jwk);
  if (came === office.fingerprint && (!expected || came === expected.toLowerCase())) return;
  throw new Fault("key-differs", "this server does not hold the office's key", {
    expected: expected || office.fingerprint,
    came,
  });
}

/** Keys and wraps, durable before the code is spent on them. */
async function begin(
  house: House,
  code: string,
  passphrase: string,
  office: OfficeKey,
): Promise<{ enrolling: Enrolling; raw: Uint8Array }> {
  const before = await house.db.read<Enrolling>(META.enrolling);
  if (before?.code === code && before.copy.key === office.id) {
    const raw = await unwrapBySecret(before.wrap, passphrase);
    if (raw) return { enrolling: before, raw };
  }
  const raw = newDataKey();
  const device = crypto.randomUUID();
  const enrolling: Enrolling = {
    code,
    device,
    key: await newDeviceKey(),
    wrap: await wrapBySecret(raw, passphrase),
    copy: await seal(raw, office, infoOfDataKey(device)),
  };
  await house.db.write(META.enrolling, enrolling);
  return { enrolling, raw };
}
