/** How every item stands (逐项状态), looked over again only where an answer moved something. */

import type { Adopted, Answer, Bundle } from "../../core/types";
import type { Visit } from "../../scoring/answers";
import { standings, type Standing } from "../../scoring/survey";
import { slicesOf, type Slice } from "./slices";

export interface Stands {
  items: ReadonlyMap<string, Standing>;
  /** Items whose answer does not fit the checklist. */
  unclear: ReadonlySet<string>;
}

type Known = Pick<Adopted, "answers" | "facts">;

/** With more changed than this, the whole checklist is looked over at once. */
const MOST = 16;

/** The standings of one visit; what did not change keeps its object. */
export function keepStandings(
  bundle: Bundle, context: Visit["context"] = {},
): (known: Known) => Stands {
  const sliceOf = slicesOf(bundle);
  let last: Known | null = null;
  let items = new Map<string, Standing>();
  let unclear = new Set<string>();

  function whole(known: Known): void {
    const seen = standings(bundle, { answers: known.answers, facts: known.facts, context });
    items = new Map([...seen.items].map(([code, one]) => [code, steady(items.get(code), one)]));
    unclear = new Set(seen.leftOut);
  }
  function part({ bundle: some, moved, read }: Slice, { answers, facts }: Known): void {
    const given = read.filter((code) => code in answers);
    const few = Object.fromEntries(given.map((code) => [code, answers[code] ?? null]));
    const seen = standings(some, { answers: few, facts, context });
    for (const code of moved) {
      const one = seen.items.get(code);
      if (one) items.set(code, steady(items.get(code), one));
      if (seen.leftOut.includes(code)) unclear.add(code);
      else unclear.delete(code);
    }
  }

  return (known) => {
    if (known !== last) {
      const slices = last && slicesFor(last, known, sliceOf);
      if (slices) for (const slice of slices) part(slice, known);
      else whole(known);
      last = known;
    }
    return { items, unclear };
  };
}

function steady(before: Standing | undefined, now: Standing): Standing {
  const same = before?.relevant === now.relevant && before.outcome === now.outcome;
  return before && same ? before : now;
}

/** What to look over; null where that is everything: a fact can move any item. */
function slicesFor(
  before: Known, now: Known, sliceOf: (code: string) => Slice | null,
): Slice[] | null {
  if (JSON.stringify(before.facts) !== JSON.stringify(now.facts)) return null;
  const changed = changedIn(before.answers, now.answers);
  if (changed.length > MOST) return null;
  const slices = changed.map(sliceOf);
  return slices.every((one) => one !== null) ? slices : null;
}

type Answers = { [item: string]: Answer };

function changedIn(before: Answers, now: Answers): string[] {
  const changed = Object.keys(now).filter((code) => before[code] !== now[code]);
  return [...changed, ...Object.keys(before).filter((code) => !(code in now))];
}
