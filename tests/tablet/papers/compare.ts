/** Renders many contexts in one process: `[{template, contexts}]` in, texts or null out. */

import { readFileSync, writeFileSync } from "node:fs";

import type { Json } from "../../../backend/tablet/src/core/types";
import { PaperFault, renderText, type PaperTemplate } from "../../../backend/tablet/src/papers";

interface Given {
  template: PaperTemplate;
  contexts: Json[];
}

const given = JSON.parse(readFileSync(0, "utf8")) as Given[];
const texts = given.map(({ template, contexts }) => contexts.map((one) => rendered(template, one)));
writeFileSync(1, JSON.stringify(texts));

/** The text, or null where the context is refused. */
function rendered(template: PaperTemplate, context: Json): string | null {
  try {
    return renderText(template, context);
  } catch (fault) {
    if (fault instanceof PaperFault) return null;
    throw fault;
  }
}
