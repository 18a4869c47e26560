/** The officers' own words per failing item, where they differ from what is proposed (现场情况). */

import type { Json } from "../../core/types";
import type { RecordRow } from "../../papers";

/** Own words out of the entries of a record, by item. */
export function proposalsDiffer(
  entries: readonly { [key: string]: Json }[], rows: readonly RecordRow[],
  proposed: ReadonlyMap<string, string>,
): { [item: string]: string } {
  const own: { [item: string]: string } = {};
  for (const { item } of rows) {
    const entry = entries.find((one) => one["title"] === item.title.zh);
    const words = entry?.["observed"];
    if (typeof words === "string" && proposed.has(item.id) && words !== proposed.get(item.id)) {
      own[item.id] = words;
    }
  }
  return own;
}

/** Keep what the officer typed; his going back to the proposal keeps nothing. */
export function observedAfter(
  observed: { [item: string]: string }, item: string, words: string, proposed: string,
): { [item: string]: string } {
  const { [item]: _, ...rest } = observed;
  const typed = words.trim();
  return typed === "" || typed === proposed ? rest : { ...rest, [item]: words };
}
