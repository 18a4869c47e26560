/** The subset of Mustache on which every engine agrees to the byte (模板写法检查).
 *
 * Variables are `{{{name}}}`; sections `{{#name}}`, `{{^name}}`, `{{/name}}` stand alone on a
 * line at its start.  LF, NFC, no tab, a final line feed.
 */

import { badTemplate } from "./fault";
import type { ObjectSchema, Schema } from "./schema";

const SECTION = /^\{\{([#^/])([a-z][a-z0-9_]*)\}\}$/;
const VARIABLE = /\{\{\{([a-z][a-z0-9_]*)\}\}\}/g;
// Names that a boolean has in the server's language or any object in ours.
const TAKEN = new Set([
  "as_integer_ratio", "bit_count", "bit_length", "conjugate", "constructor", "denominator",
  "from_bytes", "imag", "is_integer", "length", "numerator", "real", "to_bytes",
]);

interface Open {
  name: string;
  scope: Pick<ObjectSchema, "properties">;
}

/** Refuse a template outside the subset, or with a name its schema does not know. */
export function lint(text: string, schema: ObjectSchema): void {
  checkCharacters(text);
  const opened: Open[] = [];
  text.split("\n").forEach((line, n) => {
    const place = `line ${n + 1}`;
    const [, sign, name] = SECTION.exec(line) ?? [];
    if (sign && name) step(sign, name, schema, opened, place);
    else checkVariables(line, schema, opened, place);
  });
  const last = opened.at(-1);
  if (last) throw badTemplate("template", `{{/${last.name}}}`, "the end of the file");
}

function checkCharacters(text: string): void {
  if (/[\r\t]/.test(text)) throw badTemplate("template", "LF line ends and spaces", "CR or tab");
  if (text !== text.normalize("NFC")) throw badTemplate("template", "NFC", "another normal form");
  if (!text.endsWith("\n")) throw badTemplate("template", "a line feed at the end", text.slice(-1));
}

function checkVariables(line: string, schema: ObjectSchema, opened: Open[], place: string): void {
  const rest = line.replace(VARIABLE, "");
  if (rest.includes("{{") || rest.includes("}}")) {
    throw badTemplate(place, "{{{name}}}, or one section tag alone on its line", line);
  }
  for (const [, name = ""] of line.matchAll(VARIABLE)) {
    if (find(name, schema, opened, place).type !== "string") {
      throw badTemplate(place, "a string", name);
    }
  }
}

function step(
  sign: string,
  name: string,
  schema: ObjectSchema,
  opened: Open[],
  place: string,
): void {
  if (sign === "/") {
    if (opened.pop()?.name !== name) throw badTemplate(place, "the section opened last", name);
    return;
  }
  const inner = find(name, schema, opened, place);
  if (inner.type === "string" || opened.some((one) => one.name === name)) {
    throw badTemplate(place, "a boolean or a list, not inside itself", name);
  }
  const scope = inner.type === "array" && sign === "#" ? inner.items : { properties: {} };
  opened.push({ name, scope });
}

function find(name: string, schema: ObjectSchema, opened: Open[], place: string): Schema {
  if (TAKEN.has(name)) throw badTemplate(place, "a name no engine knows already", name);
  for (const { properties } of [schema, ...opened.map((one) => one.scope)].reverse()) {
    const found = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (found) return found;
  }
  throw badTemplate(place, "a name of context.schema.json", name);
}
