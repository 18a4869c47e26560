/** An envelope to a public key (信封): ECDH P-256 with a key for this once, HKDF, AES-256-GCM.
 *
 * Used for the office's copy of the data key and for confidential leads.
 */

import { type Bytes, fromB64url, plain, random, toB64url, utf8 } from "./bytes";

export interface PublicPoint {
  crv: string;
  kty: string;
  x: string;
  y: string;
}

export interface Envelope {
  /** Id of the server's key it is for. */
  key: string;
  epk: PublicPoint;
  iv: string;
  ciphertext: string;
}

const CURVE = { name: "ECDH", namedCurve: "P-256" };

export const infoOfDataKey = (device: string): string => `xingjian data key\n${device}`;
export const infoOfLead = (visit: string): string => `xingjian lead\n${visit}`;

/** The four members that make a public key. */
export function pointOf(jwk: JsonWebKey): PublicPoint {
  return { crv: jwk.crv ?? "", kty: jwk.kty ?? "", x: jwk.x ?? "", y: jwk.y ?? "" };
}

/** A pair that lives as long as the page: its private half cannot be read out. */
export async function newExchangePair(): Promise<{ privateKey: CryptoKey; point: PublicPoint }> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = pointOf(await crypto.subtle.exportKey("jwk", pair.publicKey));
  return { privateKey: pair.privateKey, point };
}

export async function seal(
  content: Uint8Array,
  to: { id: string; jwk: JsonWebKey },
  info: string,
): Promise<Envelope> {
  const mine = await newExchangePair();
  const key = await agree(mine.privateKey, pointOf(to.jwk), info);
  const iv = random(12);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain(content));
  const ciphertext = toB64url(new Uint8Array(sealed));
  return { key: to.id, epk: mine.point, iv: toB64url(iv), ciphertext };
}

/** Throws an OperationError when it is for another key or purpose. */
export async function unseal(
  envelope: Envelope,
  privateKey: CryptoKey,
  info: string,
): Promise<Bytes> {
  const key = await agree(privateKey, envelope.epk, info);
  const how = { name: "AES-GCM", iv: fromB64url(envelope.iv) };
  const content = fromB64url(envelope.ciphertext);
  return new Uint8Array(await crypto.subtle.decrypt(how, key, content));
}

/** The body of lead.add: base64url of the envelope's JSON (保密线索). */
export async function sealLead(
  content: string,
  to: { id: string; jwk: JsonWebKey },
  visit: string,
): Promise<string> {
  return toB64url(utf8(JSON.stringify(await seal(utf8(content), to, infoOfLead(visit)))));
}

async function agree(mine: CryptoKey, theirs: PublicPoint, info: string): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey("jwk", { ...theirs }, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, mine, 256);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(info) };
  const kind = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, base, kind, false, ["encrypt", "decrypt"]);
}
