// Drawing what came of it: the verdict, its facts, the drawn homes.

import type { About, Outcome } from "../draw/work";
import { element, mark } from "../verify/page";
import type { Language } from "../verify/words";
import { say, type Word } from "./words";

const MOST_SHOWN = 2000; // drawn homes in the page; the file has them all

type Kind = Outcome["kind"] | "broken" | "gone";

const TONES: Record<Kind, "good" | "bad" | "none"> = {
  verified: "good", announced: "good", differs: "bad", unusable: "none", nothing: "none", broken: "none", gone: "none",
};

export function verdict(outcome: Outcome, seconds: number, language: Language): HTMLElement {
  const section = headed(outcome.kind, language);
  if (outcome.kind === "differs") {
    section.append(element("p", outcome.title, "file"), ...lines(outcome.lines, language));
  } else if (outcome.kind === "unusable") {
    section.append(element("p", outcome.file, "file"), element("pre", outcome.line));
  } else if (outcome.kind === "nothing") {
    section.append(element("p", say("nothingHelp", language)));
  } else {
    section.append(facts(outcome, seconds, language), ...drawnLists(outcome.about, language));
  }
  return section;
}

export function failure(kind: "broken" | "gone", why: string, language: Language): HTMLElement {
  const section = headed(kind, language);
  section.append(element("p", say(`${kind}Help`, language)));
  if (why) section.append(element("pre", why));
  return section;
}

function headed(kind: Kind, language: Language): HTMLElement {
  const section = element("section", "", TONES[kind]);
  const head = element("h2");
  head.append(mark(TONES[kind]), element("span", say(kind, language)));
  section.append(head);
  return section;
}

function lines(found: string[], language: Language): HTMLElement[] {
  const [first = "", ...others] = found;
  const told = [element("h3", say("first", language)), element("pre", first)];
  if (others.length > 0) {
    const more = element("details");
    more.append(element("summary", `${say("others", language)} (${others.length})`));
    for (const one of others) more.append(element("pre", one));
    told.push(more);
  }
  return told;
}

function facts(outcome: { kind: string; about: About }, seconds: number, language: Language): HTMLElement {
  const { about } = outcome;
  const drawn = about.strata.reduce((sum, stratum) => sum + stratum.drawn.length, 0);
  const homes = (count: number) => `${count.toLocaleString("en")} ${say("homes", language)}`;
  const rows: [Word, string][] = [["draw", about.title], ["labels", homes(about.labels)]];
  if (outcome.kind === "verified") {
    rows.push(["drawn", homes(drawn)], ["rounds", String(about.iterations)]);
    rows.push(["randomness", about.randomness]);
    rows.push(["compared", say(about.withFile ? "comparedYes" : "comparedNo", language)]);
  }
  rows.push(["spent", `${seconds.toFixed(1)} ${say("seconds", language)}`]);
  const list = element("dl");
  for (const [name, value] of rows) list.append(element("dt", say(name, language)), element("dd", value));
  return list;
}

function drawnLists(about: About, language: Language): HTMLElement[] {
  let left = MOST_SHOWN;
  const filled = about.strata.filter((stratum) => stratum.drawn.length > 0);
  if (filled.length === 0) return [];
  const all = element("details");
  all.append(element("summary", say("list", language)));
  for (const { name, size, drawn } of filled) {
    const shown = drawn.slice(0, Math.max(0, left));
    left -= shown.length;
    const list = element("ol");
    for (const label of shown) list.append(element("li", label));
    all.append(element("h3", `${name} · ${drawn.length} / ${size}`), list);
    if (shown.length < drawn.length) all.append(element("p", "…"));
  }
  return [all];
}
