/** Bytes and their texts: UTF-8, base64url without padding. */

/** What WebCrypto takes: bytes in a buffer of their own. */
export type Bytes = Uint8Array<ArrayBuffer>;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true });

export const utf8 = (text: string): Bytes => ENCODER.encode(text);
/** Throws a TypeError for what is no UTF-8. */
export const textOf = (bytes: Uint8Array): string => DECODER.decode(bytes);
export const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** The same bytes for WebCrypto; copied only where their buffer is shared. */
export function plain(bytes: Uint8Array): Bytes {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes);
}

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function toB64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws a DOMException for what is no base64url. */
export function fromB64url(text: string): Bytes {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
