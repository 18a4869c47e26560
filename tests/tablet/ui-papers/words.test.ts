/** The papers' words: whole in both languages, and no key of another part. */

import { deeds } from "../../../backend/tablet/src/ui/words/deeds";
import { device } from "../../../backend/tablet/src/ui/words/device";
import { entry } from "../../../backend/tablet/src/ui/words/entry";
import { faults } from "../../../backend/tablet/src/ui/words/faults";
import { papers } from "../../../backend/tablet/src/ui/words/papers";
import { settings } from "../../../backend/tablet/src/ui/words/settings";
import { shell } from "../../../backend/tablet/src/ui/words/shell";
import { sync } from "../../../backend/tablet/src/ui/words/sync";
import { today } from "../../../backend/tablet/src/ui/words/today";
import { visit } from "../../../backend/tablet/src/ui/words/visit";

const places = (words: string) => [...new Set(words.match(/\{\w+\}/g))].sort();

test("every word names the same values in Chinese and in English", () => {
  const english: Record<string, string> = papers.en;
  for (const [key, words] of Object.entries(papers.zh)) {
    expect([key, places(english[key] ?? "")]).toEqual([key, places(words)]);
  }
});

test("no key stands in two parts, where one would hide the other", () => {
  const parts = [deeds, device, entry, faults, settings, shell, sync, today, visit];
  const others = parts.flatMap((part) => Object.keys(part.zh));
  const shared = Object.keys(papers.zh).filter((key) => others.includes(key));

  expect(shared).toEqual([]);
});
