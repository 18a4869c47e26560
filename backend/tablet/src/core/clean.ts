/** What no database stores is replaced before it is kept (NUL, lone surrogates → U+FFFD). */

import type { Json } from "./types";

const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The value as it can be stored, signed and hashed alike on both sides. */
export function cleaned<T extends Json>(value: T): T;
export function cleaned(value: Json): Json {
  if (typeof value === "string") return value.replace(UNSTORABLE, "\uFFFD");
  if (Array.isArray(value)) return value.map((part) => cleaned(part));
  if (value === null || typeof value !== "object") return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([key, part]) => [cleaned(key), cleaned(part)]));
}
