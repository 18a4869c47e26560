/** The shape of what fills a template: context.schema.json in types (文书内容的形状). */

import type { Json } from "../core/types";
import { badTemplate } from "./fault";

export type Schema =
  | { type: "string" }
  | { type: "boolean" }
  | { type: "array"; items: ObjectSchema };
/** A required name that is missing, or one that is not among the properties, is refused. */
export interface ObjectSchema {
  properties: { [name: string]: Schema };
  required: string[];
  open: boolean;
}

const KNOWN = new Set([
  "$schema", "title", "description", "type", "properties", "required", "additionalProperties",
  "items",
]);

/** Read a schema of the kind the papers use; refuses a keyword it would not enforce. */
export function schemaOf(raw: Json | undefined, place = "schema"): ObjectSchema {
  const { properties, required, additionalProperties } = keywords(raw, place);
  const listed = Object.entries(keywords(properties, `${place}.properties`, false));
  return {
    properties: Object.fromEntries(
      listed.map(([name, inner]) => [name, valueSchema(inner, `${place}.${name}`)]),
    ),
    required: Array.isArray(required) ? required.map(String) : [],
    open: additionalProperties !== false,
  };
}

function valueSchema(raw: Json, place: string): Schema {
  const { type, items } = keywords(raw, place);
  if (type === "string" || type === "boolean") return { type };
  if (type === "array") return { type, items: schemaOf(items, `${place}.items`) };
  throw badTemplate(place, "a string, a boolean or a list of objects", String(type));
}

function keywords(raw: Json | undefined, place: string, checked = true): { [key: string]: Json } {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    throw badTemplate(place, "an object", String(raw));
  }
  const strange = Object.keys(raw).find((key) => !KNOWN.has(key) && !key.startsWith("x-"));
  if (checked && strange) throw badTemplate(place, "keywords of the papers' schemas", strange);
  return raw;
}
