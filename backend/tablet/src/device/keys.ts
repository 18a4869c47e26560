/** The tablet's own key (平板密钥): ECDSA P-256 that cannot be read out, and what it signs. */

import { digest } from "../core/canonical";
import type { Signer } from "../core/ports";
import { type Bytes, concat, plain, toB64url, utf8 } from "./bytes";
import { type PublicPoint, pointOf } from "./envelope";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const HOW = { name: "ECDSA", hash: "SHA-256" };

export interface DeviceKey {
  privateKey: CryptoKey;
  point: PublicPoint;
}

export async function newDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["sign"]);
  const point = pointOf(await crypto.subtle.exportKey("jwk", pair.publicKey));
  return { privateKey: pair.privateKey, point };
}

/** r‖s, 64 bytes. */
export async function signRaw(key: CryptoKey, message: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(HOW, key, plain(message)));
}

export function signerOf(device: string, key: CryptoKey): Signer {
  return { device, sign: async (message) => toB64url(await signRaw(key, message)) };
}

/** What is signed for a request: `<METHOD>\n<path>\n<device>\n` and the uncompressed body. */
export function signedMessage(
  method: string,
  path: string,
  device: string,
  body: Uint8Array = new Uint8Array(),
): Bytes {
  return concat(utf8(`${method}\n${path}\n${device}\n`), body);
}

/** The two headers by which the server knows the tablet. */
export async function deviceHeaders(
  signer: Signer,
  method: string,
  path: string,
  body?: Uint8Array,
): Promise<Record<string, string>> {
  const signature = await signer.sign(signedMessage(method, path, signer.device, body));
  return { "Xingjian-Device": signer.device, "Xingjian-Signature": signature };
}

/** SHA-256 of a public key's canonical form, hex: what the QR of the enrolment carries as `key`. */
export const fingerprint = (jwk: JsonWebKey): Promise<string> => digest(pointOf(jwk));

/** Six digits that are read out to the office (核对码). */
export async function checkDigits(jwk: JsonWebKey): Promise<string> {
  const number = Number.parseInt((await fingerprint(jwk)).slice(0, 8), 16);
  return String(number % 1_000_000).padStart(6, "0");
}
