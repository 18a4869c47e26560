/** How far the visit is (进度), as a whole and by chapter. */

import type { ItemRow, Progress } from "../desk.types";

export function progressOf(
  rows: readonly ItemRow[],
): Progress & { chapters: Map<string, Progress> } {
  const all = none();
  const chapters = new Map<string, Progress>();
  for (const row of rows) {
    const chapter = chapters.get(row.chapter.id) ?? none();
    chapters.set(row.chapter.id, chapter);
    count(all, row);
    count(chapter, row);
  }
  return { ...all, chapters };
}

const none = (): Progress => ({ asked: 0, answered: 0, problems: 0, differing: 0 });

function count(progress: Progress, { outcome }: ItemRow): void {
  progress.asked += 1;
  if (outcome !== "not_answered") progress.answered += 1;
  if (outcome === "fail") progress.problems += 1;
  if (outcome === "differs") progress.differing += 1;
}
