/** The words of a paper: what is read, and whose digest is signed (文书正文).
 *
 * The same bytes as the server's for the same template and context.
 */

import Mustache from "mustache";

import type { Json, Package } from "../core/types";
import { checkAgainst, checkShape, type PaperContext } from "./context";
import { lint } from "./lint";
import { schemaOf } from "./schema";

/** A kind's template as the package carries it. */
export type PaperTemplate = Package["templates"][string];

/** Fill a template. Throws PaperFault for an unsound template or a context it does not allow. */
export function renderText(template: PaperTemplate, context: Json): string {
  const schema = schemaOf(template.schema);
  lint(template.text, schema);
  const words = checkShape(context);
  checkAgainst(schema, words);
  return fill(template.text, words);
}

/** Put the words in; no escaping, no partials. */
export function fill(template: string, context: PaperContext): string {
  return Mustache.render(template, context);
}
