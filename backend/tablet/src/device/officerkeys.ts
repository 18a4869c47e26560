/** Officers' signing keys for one visit (检查人员签名密钥): wrapped by PIN, boxed by the data key. */

import { Fault } from "../app/session.types";
import type { Uuid } from "../core/types";
import { plain, toB64url, utf8 } from "./bytes";
import type { TabletDatabase } from "./database";
import { type PublicPoint, pointOf } from "./envelope";
import { signRaw } from "./keys";
import { type SecretWrap, unwrapBySecret, wrapBySecret } from "./passphrase";
import { NO_TRIES, type Tries, attempt } from "./tries";
import type { Vault } from "./vault";

const TABLE = "officerkeys";
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const PIN = /^\d{6}$/;

interface OfficerKey {
  wrap: SecretWrap;
  tries: Tries;
}

/** Throws Fault pin-format. */
export function demandPin(pin: string): void {
  if (!PIN.test(pin)) throw new Fault("pin-format", "expected six digits, came something else");
}

/** A fresh key of an officer, not kept yet: its public half goes to the server first. */
export async function newOfficerKey(
  pin: string,
): Promise<{ point: PublicPoint; wrap: SecretWrap }> {
  demandPin(pin);
  const pair = await crypto.subtle.generateKey(CURVE, true, ["sign"]);
  const point = pointOf(await crypto.subtle.exportKey("jwk", pair.publicKey));
  const secret = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { point, wrap: await wrapBySecret(secret, pin) };
}

export class OfficerKeys {
  constructor(
    private readonly db: TabletDatabase,
    private readonly vault: Vault,
    private readonly now: () => number = Date.now,
  ) {}

  async keep(visit: Uuid, officer: Uuid, wrap: SecretWrap): Promise<void> {
    await this.put(visit, officer, { wrap, tries: NO_TRIES });
  }

  /** Officers with a key here, per visit. */
  async admitted(): Promise<Map<Uuid, Uuid[]>> {
    const found = new Map<Uuid, Uuid[]>();
    for (const id of await this.db.officerkeys.toCollection().primaryKeys()) {
      const [visit = "", officer = ""] = id.split("/");
      found.set(visit, [...(found.get(visit) ?? []), officer]);
    }
    return found;
  }

  /** r‖s in base64url over the UTF-8 of the message. Throws Fault pin-wrong, not-admitted. */
  async prove(visit: Uuid, officer: Uuid, pin: string, message: string): Promise<string> {
    const key = await this.get(visit, officer);
    const kept = {
      get: async () => key.tries,
      put: (tries: Tries) => this.put(visit, officer, { ...key, tries }),
    };
    const secret = await attempt(kept, "pin-wrong", this.now, () => unwrapBySecret(key.wrap, pin));
    const usable = await crypto.subtle.importKey("pkcs8", plain(secret), CURVE, false, ["sign"]);
    return toB64url(await signRaw(usable, utf8(message)));
  }

  private async get(visit: Uuid, officer: Uuid): Promise<OfficerKey> {
    const id = `${visit}/${officer}`;
    const row = await this.db.officerkeys.get(id);
    if (row) return this.vault.unbox<OfficerKey>(TABLE, id, row.box);
    throw new Fault("not-admitted", `${officer} has no key for ${visit} on this tablet`);
  }

  private async put(visit: Uuid, officer: Uuid, key: OfficerKey): Promise<void> {
    const id = `${visit}/${officer}`;
    await this.db.officerkeys.put({ id, visit, box: await this.vault.box(TABLE, id, key) });
  }
}
