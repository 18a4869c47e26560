/** The papers' words: whole in both languages, and no key of another part. */

import { papers } from "../../../backend/tablet/src/ui/words/papers";
import { shell } from "../../../backend/tablet/src/ui/words/shell";
import { sync } from "../../../backend/tablet/src/ui/words/sync";
import { visit } from "../../../backend/tablet/src/ui/words/visit";

const places = (words: string) => [...new Set(words.match(/\{\w+\}/g))].sort();

test("every word names the same values in Chinese and in English", () => {
  const english: Record<string, string> = papers.en;
  for (const [key, words] of Object.entries(papers.zh)) {
    expect([key, places(english[key] ?? "")]).toEqual([key, places(words)]);
  }
});

test("no key stands in two parts, where one would hide the other", () => {
  const others = [shell, sync, visit].flatMap((part) => Object.keys(part.zh));
  const shared = Object.keys(papers.zh).filter((key) => others.includes(key));

  expect(shared).toEqual([]);
});
