/** Opening with the passphrase (解锁), changing it, and locking. */

import { type SecretWrap, demandLong, unwrapBySecret, wrapBySecret } from "../../device/passphrase";
import { NO_TRIES, type Tries, attempt } from "../../device/tries";
import { Fault } from "../session.types";
import { type House, META, demandIdentity } from "./house";
import { openHouse } from "./open";

/** Throws Fault passphrase-wrong with `waitS`. */
export async function unlock(house: House, passphrase: string): Promise<void> {
  if (house.state.phase.value !== "locked") return;
  await openHouse(house, await rawKey(house, passphrase));
}

/** Throws Fault passphrase-wrong, passphrase-short. */
export async function changePassphrase(house: House, old: string, fresh: string): Promise<void> {
  const used = demandLong(fresh);
  const raw = await rawKey(house, old);
  await house.db.write(META.wrap, await wrapBySecret(raw, used));
  raw.fill(0);
}

/** A new passphrase around the data key the office handed back. */
export async function setPassphrase(
  house: House,
  raw: Uint8Array,
  passphrase: string,
): Promise<void> {
  const { db } = house;
  const wrap = await wrapBySecret(raw, demandLong(passphrase));
  await db.transaction("rw", db.meta, async () => {
    await db.write(META.wrap, wrap);
    await db.write(META.tries, NO_TRIES);
    await db.meta.delete(META.reset);
  });
}

async function rawKey(house: House, passphrase: string): Promise<Uint8Array> {
  demandIdentity(house);
  const { db } = house;
  const wrap = await db.read<SecretWrap>(META.wrap);
  if (!wrap) throw new Fault("not-enrolled", "no data key is kept here");
  const kept = {
    get: async () => (await db.read<Tries>(META.tries)) ?? NO_TRIES,
    put: (tries: Tries) => db.write(META.tries, tries),
  };
  return attempt(kept, "passphrase-wrong", Date.now, () => unwrapBySecret(wrap, passphrase));
}
