/** Who answers which chapter of a rating, and how far each is (评定分工). */

import type { ItemRow, Progress } from "../../app/desk.types";
import type { Package, Uuid } from "../../core/types";

type Split = Pick<Package, "chapters">;

/** The chapters of one assessor; null where nobody has any of his own. */
export function chaptersOf({ chapters = [] }: Split, officer: Uuid): ReadonlySet<string> | null {
  if (!chapters.length) return null;
  return new Set(chapters.filter((one) => one.officer === officer).map(({ id }) => id));
}

/** Whose a chapter is; empty where it is everybody's. */
export function ownerOf({ chapters = [] }: Split, chapter: string): Uuid {
  return chapters.find(({ id }) => id === chapter)?.officer ?? "";
}

export interface Share {
  officer: Uuid;
  name: string;
  /** In his own chapters, whoever answered. */
  answered: number;
  asked: number;
  /** Items of others' chapters he answered as well. */
  elsewhere: number;
}

type Row = Pick<ItemRow, "chapter" | "mine" | "others">;

/** How far every assessor is, in the order of the seats. */
export function sharesOf(
  pack: Split & Pick<Package, "officers">, rows: readonly Row[],
  progress: ReadonlyMap<string, Progress>,
): Share[] {
  return pack.officers.map(({ id, name }) => {
    const own = chaptersOf(pack, id) ?? new Set<string>();
    const parts = [...own].flatMap((chapter) => progress.get(chapter) ?? []);
    const beside = rows.filter((row) => !own.has(row.chapter.id) && wrote(row, id));
    return {
      officer: id,
      name,
      answered: parts.reduce((sum, one) => sum + one.answered, 0),
      asked: parts.reduce((sum, one) => sum + one.asked, 0),
      elsewhere: beside.length,
    };
  });
}

const wrote = ({ mine, others }: Row, officer: Uuid): boolean =>
  [mine, ...others].some((one) => one?.officer === officer);
