/** Reading an operation's body: what is missing or of another type reads as nothing. */

import type { Answer, Body, Json, Uuid } from "./types";

export function text(body: Body, key: string): string {
  const value = body[key];
  return typeof value === "string" ? value : "";
}

export function textOrNull(body: Body, key: string): string | null {
  return text(body, key) || null;
}

export function number(body: Body, key: string): number | null {
  const value = body[key];
  return typeof value === "number" ? value : null;
}

export function flag(body: Body, key: string): boolean {
  return body[key] === true;
}

export function texts(body: Body, key: string): string[] {
  const value = body[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export function object(body: Body, key: string): { [key: string]: Json } | null {
  const value = body[key];
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
}

/** The answer a body gives, as it is stored; undefined when it gives none or two. */
export function answerOf(body: Body): Answer | undefined {
  const na = body["na"] ?? undefined;
  const value = body["value"] ?? undefined;
  if ((na === undefined) === (value === undefined)) return undefined;
  return na === undefined ? value : { na };
}

/** Every id an operation waits for, each once. */
export function needsOf(operation: { parent: Uuid | null; after: Uuid[] }): Uuid[] {
  const causes = operation.parent ? [operation.parent, ...operation.after] : operation.after;
  return [...new Set(causes)];
}
