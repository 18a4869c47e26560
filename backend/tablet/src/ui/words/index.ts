/** Every word a person reads, in Chinese and English: `t("sync.waiting", { n: 3 })`. */

import { ref } from "vue";

import { deeds } from "./deeds";
import { device } from "./device";
import { entry } from "./entry";
import { faults } from "./faults";
import { filled } from "./filled";
import { papers } from "./papers";
import { settings } from "./settings";
import { shell } from "./shell";
import { sync } from "./sync";
import { today } from "./today";
import { visit } from "./visit";
import { inRating } from "./voice";

export type Language = "zh" | "en";
type Table = { [key: string]: string };

const PARTS = [shell, faults, device, entry, today, settings, sync, deeds, visit, papers];
const ALL: Record<Language, Table> = {
  zh: Object.assign({}, ...PARTS.map((part) => part.zh)),
  en: Object.assign({}, ...PARTS.map((part) => part.en)),
};
export type Key =
  | keyof typeof device.zh
  | keyof typeof faults.zh
  | keyof typeof deeds.zh
  | keyof typeof shell.zh
  | keyof typeof entry.zh
  | keyof typeof today.zh
  | keyof typeof settings.zh
  | keyof typeof visit.zh
  | keyof typeof papers.zh
  | keyof typeof sync.zh;

export const language = ref<Language>("zh");
/** Whose words the screens say: those of an inspection, or of the rating that is open. */
export const speaking = ref<"inspection" | "rating">("inspection");

const RATING: { [language in Language]?: Table } = {};

function table(): Table {
  const all = ALL[language.value];
  if (speaking.value === "inspection") return all;
  return (RATING[language.value] ??= inRating(language.value, all));
}

/** The word in the language of the tablet, filled from `values`. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return filled(table()[key] ?? key, values);
}

/** The word for a key that may not be there (codes of the server); empty when it is not. */
export function perhaps(key: string): string {
  return table()[key] ?? "";
}

/** The words of the data ({zh, en} or one plain text) in the language of the tablet. */
export function said(text: { zh: string; en: string } | string | null | undefined): string {
  if (!text) return "";
  return typeof text === "string" ? text : text[language.value] || text.zh;
}
