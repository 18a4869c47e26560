/** The tablet gives the texts of pdf_templates/vectors.json, as the server's engine does. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Json } from "../../../backend/tablet/src/core/types";
import {
  day, minute, oneLine, paperNumber, PaperFault, renderText, term,
} from "../../../backend/tablet/src/papers";
import { checkShape } from "../../../backend/tablet/src/papers/context";
import type { TermUnit } from "../../../backend/tablet/src/papers/formatting";
import { lint } from "../../../backend/tablet/src/papers/lint";
import { fill } from "../../../backend/tablet/src/papers/render";
import { schemaOf } from "../../../backend/tablet/src/papers/schema";

interface Vectors {
  texts: { case: string; template: string; context: Json; text: string; sha256: string }[];
  refused_contexts: { case: string; context: Json }[];
  refused_templates: { case: string; template: string }[];
  template_schema: Json;
  formats: { [name: string]: string[][] };
  samples: { [kind: string]: string };
}

const TEMPLATES = new URL("../../../pdf_templates/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, TEMPLATES), "utf8");
const json = (path: string) => JSON.parse(read(path)) as Json;
const VECTORS = json("vectors.json") as unknown as Vectors;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test.each(VECTORS.texts)("the shared text: $case", ({ template, context, text, ...shared }) => {
  const filled = fill(template, checkShape(context));

  expect(filled).toBe(text);
  expect(sha256(filled)).toBe(shared.sha256);
});

test.each(VECTORS.refused_contexts)("a context is refused: $case", ({ context }) => {
  expect(() => checkShape(context)).toThrow(PaperFault);
});

test.each(VECTORS.refused_templates)("a template is refused: $case", ({ template }) => {
  const schema = schemaOf(VECTORS.template_schema);

  expect(() => lint(template, schema)).toThrow(PaperFault);
});

const SAMPLES = Object.entries(VECTORS.samples);

test.each(SAMPLES)("the sample of %s has the shared digest", (kind, digest) => {
  const template = {
    digest: "", text: read(`${kind}/text.mustache`), schema: json(`${kind}/context.schema.json`),
  };

  expect(sha256(renderText(template, json(`${kind}/sample.json`)))).toBe(digest);
});

test("dates, terms, numbers and lines are written as shared", () => {
  const write: { [name: string]: (...given: string[]) => string } = {
    day: (value = "") => day(value),
    minute: (value = "") => minute(value),
    term: (amount, unit) => term(Number(amount), unit as TermUnit),
    number: (mark = "", word = "", year = "", n = "") =>
      paperNumber(mark, word, Number(year), Number(n)),
    one_line: (words = "") => oneLine(words),
  };
  expect(Object.keys(VECTORS.formats).sort()).toEqual(Object.keys(write).sort());
  for (const [name, rows] of Object.entries(VECTORS.formats)) {
    for (const row of rows) expect(write[name]?.(...row.slice(0, -1))).toBe(row.at(-1));
  }
});
