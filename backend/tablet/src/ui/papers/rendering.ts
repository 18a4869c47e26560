/** One `paper.render` (生成文书): the number, the text, its digest, and what it was made from. */

import { Fault } from "../../app/session.types";
import { sha256 } from "../../core/canonical";
import type { Store } from "../../core/ports";
import type { Json, Package, VisitState } from "../../core/types";
import { freeNumbers, nextNumber, PaperFault, renderText, usedNumbers } from "../../papers";
import type { PaperContext } from "../../papers";
import type { PaperKind } from "./texts";

/** Numbers the next text of this kind may bear, the one it should bear first.
 *
 * Throws Fault `number-block-empty`.
 */
export async function numbersFor(
  kind: PaperKind, store: Pick<Store, "journal">, pkg: Package, state: VisitState,
): Promise<string[]> {
  const used = usedNumbers(await store.journal());
  const first = spoken(() => nextNumber(kind, pkg.numbers, used, state));
  return [first, ...freeNumbers(kind, pkg.numbers, used).filter((one) => one !== first)];
}

/** The body; null where this very text stands already.
 *
 * A text that was given up is not taken up again: its words come back under the next number.
 */
export async function renderBody(
  kind: PaperKind, pkg: Package, state: VisitState, numbers: readonly string[],
  contextOf: (number: string) => PaperContext,
): Promise<{ [key: string]: Json } | null> {
  const template = pkg.templates[kind];
  if (!template) throw new Fault("template-missing");
  for (const number of numbers) {
    const context = spoken(() => contextOf(number));
    const text = spoken(() => renderText(template, context));
    const text_digest = await sha256(text);
    const known = state.texts.find((one) => one.text_digest === text_digest);
    if (known && !known.superseded) return null;
    if (known) continue;
    return { kind, number, text, text_digest, context, template_digest: template.digest };
  }
  throw new Fault("number-block-empty");
}

/** A fault of the papers in the words of the screens. */
export function spoken<T>(act: () => T): T {
  try {
    return act();
  } catch (fault) {
    if (!(fault instanceof PaperFault)) throw fault;
    const { code, expected, came, todo } = fault;
    throw new Fault(code, fault.message, { expected, came, do: todo });
  }
}
