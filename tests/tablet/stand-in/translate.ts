/** What a Chinese label of the screens may be called in English (界面用语对照). */

import { filled } from "../../../backend/tablet/src/ui/words/filled";
import { inRating } from "../../../backend/tablet/src/ui/words/voice";
import LIBRARY from "./library.json";

type Table = { [key: string]: string };
interface Part {
  zh: Table;
  en: Table;
}

const FILES = import.meta.glob<Record<string, unknown>>(
  "../../../backend/tablet/src/ui/words/*.ts", { eager: true });
const isPart = (one: unknown): one is Part =>
  typeof one === "object" && one !== null && "zh" in one && "en" in one;
const parts = Object.values(FILES).flatMap((exported) => Object.values(exported).filter(isPart));
const zh: Table = Object.assign({}, ...parts.map((part) => part.zh));
const en: Table = Object.assign({}, ...parts.map((part) => part.en));
const PAIRS = [[zh, en], [inRating("zh", zh), inRating("en", en)]] as const;

/** Every word it may be, the likeliest first; names stay as they are. */
export function inEnglish(label: string): string[] {
  const said = PAIRS.flatMap(([from, to]) =>
    Object.entries(from).filter(([, words]) => words === label).map(([key]) => to[key] ?? label));
  const listed = LIBRARY.flatMap(({ seen }) => (seen.zh === label ? [seen.en] : []));
  const filledIn = PAIRS.flatMap(([from, to]) =>
    Object.entries(from).flatMap(([key, words]) => {
      const found = words.includes("{") ? placesOf(words, label) : null;
      return found ? [filled(to[key] ?? "", found)] : [];
    }));
  return [...new Set([...said, ...listed, label, ...filledIn])];
}

/** What stands in the places of a sentence; null where the label is another one. */
function placesOf(words: string, label: string): Table | null {
  const names: string[] = [];
  const pattern = words.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name) => {
    names.push(String(name));
    return "(.+?)";
  });
  const found = new RegExp(`^${pattern}$`).exec(label);
  return found && Object.fromEntries(names.map((name, n) => [name, found[n + 1] ?? ""]));
}
