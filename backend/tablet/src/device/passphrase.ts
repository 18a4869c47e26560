/** Wrapping by what a person knows (口令包裹): PBKDF2-SHA-256, then AES-256-GCM. */

import { Fault } from "../app/session.types";
import { type Bytes, fromB64url, plain, random, toB64url, utf8 } from "./bytes";

export const ROUNDS = 600_000;
export const SHORTEST = 10;

export interface SecretWrap {
  rounds: number;
  salt: string;
  iv: string;
  ciphertext: string;
}

/** The passphrase as it is used; throws Fault passphrase-short. */
export function demandLong(passphrase: string): string {
  const used = passphrase.normalize("NFKC");
  if ([...used].length >= SHORTEST) return used;
  throw new Fault("passphrase-short", `expected ${SHORTEST} characters, came ${[...used].length}`);
}

export async function wrapBySecret(
  raw: Uint8Array,
  secret: string,
  rounds = ROUNDS,
): Promise<SecretWrap> {
  const [salt, iv] = [random(16), random(12)];
  const key = await derive(secret, salt, rounds);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain(raw));
  return {
    rounds,
    salt: toB64url(salt),
    iv: toB64url(iv),
    ciphertext: toB64url(new Uint8Array(sealed)),
  };
}

/** null when the secret is wrong. */
export async function unwrapBySecret(wrap: SecretWrap, secret: string): Promise<Bytes | null> {
  const key = await derive(secret, fromB64url(wrap.salt), wrap.rounds);
  const how = { name: "AES-GCM", iv: fromB64url(wrap.iv) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, fromB64url(wrap.ciphertext)));
  } catch {
    return null;
  }
}

async function derive(secret: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const typed = utf8(secret.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  const kind = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, base, kind, false, ["encrypt", "decrypt"]);
}
