/** The form as the last text was made from it, after a restart (恢复填写内容). */

import type { Json } from "../../core/types";
import { isSaid, NO_RECUSAL, READING } from "../../papers";
import type { RecordRow } from "../../papers";
import { freshDraft, OUTCOME_CODES } from "./draft";
import type { Opinion, OutcomeCode, RecordDraft, RefusalAct } from "./draft";
import { proposalsDiffer } from "./observed";
import { refusalIn } from "./recording";
import { AGREED, NOBODY, NOT_CARRIED_OUT, OUTCOMES, refusedOf } from "./sentences";

type Context = { [key: string]: Json };

/** Read the form back out of a context; what is not there stays empty. */
export function restored(
  context: Context, rows: readonly RecordRow[], proposed: ReadonlyMap<string, string>,
): RecordDraft {
  const items = list(context, "items");
  return {
    ...freshDraft(),
    ...(saysNobody(context) ? {} : homeIn(context)),
    observed: proposalsDiffer(items, rows, proposed),
    refusals: items.flatMap(refusalOf),
    outcome: outcomeIn(context),
    restored: true,
  };
}

/** What the person of the home is, said and thinks. */
function homeIn(context: Context): Partial<RecordDraft> {
  const recusal = text(context, "recusal");
  return {
    representative: text(context, "representative"),
    post: text(context, "representative_post"),
    recusal: recusal === NO_RECUSAL ? "no" : "yes",
    recusalWords: recusal === NO_RECUSAL ? "" : recusal,
    reading: isSaid(text(context, "reading"), READING.aloud) ? "aloud" : "self",
    corrections: correctionsIn(context),
    opinion: opinionIn(text(context, "opinion")),
  };
}

/** The text says that nobody of the home was there: nobody can sign for it. */
export function saysNobody(context: Context): boolean {
  return isSaid(text(context, "opinion"), NOBODY.opinion);
}

/** Why the visit was no normal one, as a text tells it. */
export function outcomeIn(context: Context): { code: OutcomeCode; note: string } | null {
  const items = list(context, "items");
  const ended = items.find((one) => isSaid(text(one, "title"), NOT_CARRIED_OUT));
  const code = OUTCOME_CODES.find((one) => ended && isSaid(text(ended, "result"), OUTCOMES[one]));
  return ended && code ? { code, note: text(ended, "observed") } : null;
}

/** The corrections a text lists. */
export function correctionsIn(context: Context): string[] {
  return list(context, "corrections").map((one) => text(one, "text"));
}

export function opinionIn(words: string): Opinion {
  const refused = refusedOf(words);
  if (refused) return { kind: "refuse", words: refused.reason, witness: refused.witness };
  if (isSaid(words, AGREED) || words === "") return { kind: "agree", words: "", witness: "" };
  return { kind: "object", words, witness: "" };
}

function refusalOf(entry: Context): RefusalAct[] {
  const what = refusalIn(text(entry, "title"));
  const found = /日(\d+)时(\d+)分，(.*?)(?:。见证人：(.*))?$/.exec(text(entry, "observed"));
  if (!what || !found) return [];
  const [, hour, minutes, words, witness] = found;
  return [{ what, time: `${hour}:${minutes}`, words: words ?? "", witness: witness ?? "" }];
}

export function text(context: Context, key: string): string {
  const value = context[key];
  return typeof value === "string" ? value : "";
}

function list(context: Context, key: string): Context[] {
  const value = context[key];
  if (!Array.isArray(value)) return [];
  return value.filter(
    (one): one is Context => typeof one === "object" && one !== null && !Array.isArray(one),
  );
}
