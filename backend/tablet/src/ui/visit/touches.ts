/** One-touch answers (一触作答): the buttons an item's rule allows in the row itself. */

import type { Answer, Item, Words } from "../../core/types";
import { said, t } from "../words";

export interface Touch {
  id: string;
  value: Answer;
  label: string;
  tone: "ok" | "late" | "plain";
}

export interface Option {
  id: string;
  points: string;
  title: Words | string | undefined;
}

const MOST_IN_A_ROW = 4;

/** The options of choice and best_of, as the checklist gives them. */
export function optionsOf(item: Pick<Item, "with">): Option[] {
  return (item.with["options"] ?? []) as unknown as Option[];
}

/** What an option is called; its id where the checklist gives no words. */
export function optionWords(option: Option): string {
  return said(option.title) || t("visit.option", { id: option.id });
}

/** The good answer to a yes/no item (`good: "no"` asks for something bad). */
export function goodOf(item: Pick<Item, "with">): "yes" | "no" {
  return item.with["good"] === "no" ? "no" : "yes";
}

/** The buttons of an item, or null where its answer needs more than one touch. */
export function touchesOf(item: Pick<Item, "rule" | "with">): Touch[] | null {
  if (item.rule === "yes_no") return yesNo(goodOf(item));
  if (item.rule === "grade_abc") {
    return ["A", "B", "C"].map((id) => ({ id, value: id, label: id, tone: "plain" }));
  }
  if (item.rule !== "choice") return null;
  const options = optionsOf(item);
  if (options.length > MOST_IN_A_ROW) return null;
  return options.map((option) => ({
    id: option.id, value: option.id, label: optionWords(option), tone: "plain",
  }));
}

function yesNo(good: "yes" | "no"): Touch[] {
  const bad = good === "yes" ? "no" : "yes";
  const words = good === "yes"
    ? { yes: t("visit.met"), no: t("visit.unmet") }
    : { no: t("visit.none-met"), yes: t("visit.some-unmet") };
  return [
    { id: good, value: good, label: words[good], tone: "ok" },
    { id: bad, value: bad, label: words[bad], tone: "late" },
  ];
}

/** Whether this item may be said not to apply. */
export const mayNotApply = (item: Pick<Item, "na">): boolean => item.na !== "forbid";

/** The name of the fact that answers this item by itself; empty for all others. */
export function factOf(item: Pick<Item, "rule" | "with">): string {
  return item.rule === "bands" && typeof item.with["fact"] === "string" ? item.with["fact"] : "";
}
