/** What fills a template: strings of one line, booleans, lists of such objects (文书内容). */

import type { Json } from "../core/types";
import { badContext } from "./fault";
import type { ObjectSchema, Schema } from "./schema";

export type PaperContext = { [name: string]: string | boolean | PaperContext[] };

// Control, surrogate, private use, line and paragraph separators: engines and printers differ.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** Refuse what engines could read differently: numbers, null, line feeds, other normal forms. */
export function checkShape(context: Json | undefined, place = "context"): PaperContext {
  if (!isObject(context) || !Object.keys(context).length) {
    throw badContext(place, "an object with words", context);
  }
  for (const [name, value] of Object.entries(context)) checkValue(value, `${place}.${name}`);
  return context as PaperContext;
}

/** Refuse a context its schema does not allow: a name missing, one too many, another type. */
export function checkAgainst(schema: ObjectSchema, context: PaperContext, place = "context"): void {
  const missing = schema.required.find((name) => !Object.hasOwn(context, name));
  if (missing !== undefined) throw badContext(place, `the key ${missing}`, "none");
  for (const [name, value] of Object.entries(context)) {
    const inner = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (inner) checkType(inner, value, `${place}.${name}`);
    else if (!schema.open) throw badContext(place, "keys of the schema", name);
  }
}

function checkType(schema: Schema, value: PaperContext[string], place: string): void {
  if (schema.type === "array" && Array.isArray(value)) {
    value.forEach((row, n) => checkAgainst(schema.items, row, `${place}.${n}`));
  } else if (schema.type !== typeof value) {
    throw badContext(place, schema.type, value);
  }
}

function checkValue(value: Json, place: string): void {
  if (typeof value === "boolean") return;
  if (typeof value === "string") checkString(value, place);
  else if (Array.isArray(value)) value.forEach((row, n) => checkShape(row, `${place}.${n}`));
  else throw badContext(place, "a string, a boolean, or a list of objects", value);
}

function checkString(value: string, place: string): void {
  if (FORBIDDEN.test(value)) throw badContext(place, "one line without control characters", value);
  if (value !== value.normalize("NFC")) throw badContext(place, "text in NFC", value);
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
