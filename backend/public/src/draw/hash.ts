// SHA-256 and HMAC of the browser, many at a time; RFC 8785 texts of what was read.

import { sha256, utf8, type Bytes } from "../verify/bytes";
import { Real, type Value } from "./json";
import { Refusal } from "./refusal";
import { shown } from "./shown";

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const HALF = /\p{Surrogate}/u;
const AT_ONCE = 2000; // hashes that wait together: the browser computes them beside the page

export type Tell = (done: number) => void;

export function hexOf(bytes: Bytes): string {
  let told = "";
  for (const byte of bytes) told += DIGITS[byte];
  return told;
}

export function bytesOf(hex: string): Bytes {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** A key of HMAC-SHA-256. */
export class Mac {
  private constructor(private readonly key: CryptoKey) {}

  static async of(key: Bytes): Promise<Mac> {
    const kind = { name: "HMAC", hash: "SHA-256" };
    return new Mac(await crypto.subtle.importKey("raw", key, kind, false, ["sign"]));
  }

  async bytes(data: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.sign("HMAC", this.key, data));
  }

  /** The MACs, in hex, of many texts; `after` is put behind each. */
  async all(texts: string[], after = "", tell: Tell = () => undefined): Promise<string[]> {
    const found: string[] = [];
    for (let at = 0; at < texts.length; at += AT_ONCE) {
      const part = texts.slice(at, at + AT_ONCE).map((text) => this.bytes(utf8(text + after)));
      for (const one of await Promise.all(part)) found.push(hexOf(one));
      tell(Math.min(AT_ONCE, texts.length - at));
    }
    return found;
  }
}

export async function digestOfText(text: string): Promise<string> {
  return hexOf(await sha256(utf8(text)));
}

/** SHA-256 of the canonical form. */
export function digestOf(value: Value): Promise<string> {
  return digestOfText(canonical(value));
}

/** RFC 8785; throws Refusal `not-canonical` for half a character. */
export function canonical(value: Value): string {
  if (value instanceof Map) {
    const keys = [...value.keys()].sort();
    return `{${keys.map((key) => `${quoted(key)}:${canonical(value.get(key) ?? null)}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value instanceof Real) return String(value.value);
  return typeof value === "string" ? quoted(value) : String(value);
}

function quoted(text: string): string {
  const [half] = HALF.exec(text) ?? [];
  if (half === undefined) return JSON.stringify(text);
  throw new Refusal(
    "not-canonical",
    "JSON value",
    "text, whole numbers within 2^53, true, false, null, lists and objects",
    shown(`'utf-8' codec can't encode character '\\u${half.charCodeAt(0).toString(16)}' in position …`),
    "write large or fractional numbers as text",
  );
}
