/** Canonical JSON (RFC 8785) and digests: the same content gives the same bytes everywhere. */

import serialize from "canonicalize";

import type { Digest } from "./types";

const utf8 = new TextEncoder();

/** The RFC 8785 text of a value. */
export function canonical(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError("expected a JSON value, came none");
  return text;
}

/** SHA-256 in hex, of bytes or of a text's UTF-8. */
export async function sha256(content: string | Uint8Array): Promise<Digest> {
  const bytes = typeof content === "string" ? utf8.encode(content) : content;
  const hash = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 of the canonical text. */
export function digest(value: unknown): Promise<Digest> {
  return sha256(canonical(value));
}
