// Drawing one outcome: a heading with its mark, then facts in pairs.

import type { Proven } from "./check";
import { say, sayFault, sayType, type Language, type Word } from "./words";

export interface Outcome {
  file: string;
  digest: string;
  kind: "good" | "withdrawn" | "none" | "offline" | "bad" | "lonely";
  code?: string;
  proven?: Proven;
}

const MARKS: Record<Outcome["kind"], string> = {
  good: "M20 6 9 17l-5-5",
  withdrawn: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  none: "M18 6 6 18M6 6l12 12",
  offline: "M12 20h.01M8.5 16.4a5 5 0 0 1 7 0M2 2l20 20",
  bad: "M18 6 6 18M6 6l12 12",
  lonely: "M12 16v-4M12 8h.01",
};

export function element(name: string, text = "", kind = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

export function mark(kind: Outcome["kind"]): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", MARKS[kind]);
  svg.append(path);
  return svg;
}

function facts(outcome: Outcome, language: Language): [Word, string][] {
  const rows: [Word, string][] = [];
  const { proven } = outcome;
  if (proven) {
    const { entry, proof, checkpoint } = proven;
    rows.push(["type", sayType(entry.type, language)]);
    rows.push(["about", [proof.subject.label, proof.subject.id].filter(Boolean).join(" · ")]);
    rows.push(["entered", new Date(entry.time).toLocaleString(language === "zh" ? "zh-CN" : "en")]);
    rows.push(["place", `${proof.index} / ${checkpoint.size}`]);
    rows.push(["log", checkpoint.origin]);
  }
  if (outcome.digest) rows.push(["digest", outcome.digest]);
  return rows;
}

export function drawn(outcome: Outcome, language: Language): HTMLElement {
  const section = element("section", "", outcome.kind);
  const head = element("h2");
  head.append(mark(outcome.kind), element("span", say(outcome.kind, language)));
  section.append(head, element("p", outcome.file, "file"));
  if (outcome.code) section.append(element("p", sayFault(outcome.code, language)));
  if (outcome.kind === "none") section.append(element("p", say("noneHelp", language)));
  if (outcome.kind === "offline") section.append(element("p", say("offlineHelp", language)));
  if (outcome.proven) section.append(element("p", say(outcome.proven.fresh ? "fresh" : "kept", language)));
  const list = element("dl");
  for (const [name, value] of facts(outcome, language)) {
    list.append(element("dt", say(name, language)), element("dd", value));
  }
  section.append(list);
  return section;
}
