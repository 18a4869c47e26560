/** The items of a visit with everything known about each (检查项目). */

import type {
  Attestation, Bundle, Chapter, EvidenceRecord, FindingRecord, Item, Package, Uuid, VisitState,
} from "../../core/types";
import type { ItemRow } from "../desk.types";
import { present, rowOf, type Seen } from "./row";
import { keepStandings } from "./standings";

type Ground = {
  bundle: Bundle;
  package: { nature: Pick<Package["nature"], "may_find">; context?: Package["context"] };
};
/** Everything a row is made of: the same parts give the same row. */
type Parts = readonly unknown[];

/**
 * Every item that is asked, or may be, in the order of the checklist. A row is the same object as
 * last time while nothing about it changed, so that the screen draws only the others.
 */
export function keepRows(ground: Ground): (state: VisitState, officer: Uuid) => ItemRow[] {
  const stands = keepStandings(ground.bundle, ground.package.context);
  const known = new Map<string, { parts: Parts; row: ItemRow }>();
  const mayFind = ground.package.nature.may_find;

  function kept(chapter: Chapter, item: Item, seen: Seen, answers?: object): ItemRow {
    const { photos, findings, standing, answer, officer, present, differs, unclear } = seen;
    const parts = [
      answers, standing, answer, officer, present, differs, unclear,
      photos.length, ...photos, ...findings,
    ];
    const before = known.get(item.id);
    if (before && alike(before.parts, parts)) return before.row;
    const row = rowOf(chapter, item, seen);
    const same = before !== undefined && looksOf(before.row) === looksOf(row);
    known.set(item.id, { parts, row: same ? before.row : row });
    return same ? before.row : row;
  }

  return (state, officer) => {
    const { items, unclear } = stands(state.adopted);
    const differing = new Set(state.adopted.differing);
    const photos = byItem(standing(state.evidence.values()));
    const findings = byItem(standing(state.findings.values()));
    const all = { officer, mayFind, present: present(state, officer) };
    return ground.bundle.chapters.flatMap((chapter) =>
      chapter.items.flatMap((item) => {
        const standing = items.get(item.id);
        if (!standing || standing.relevant === false) return [];
        const answers = state.answers.get(item.id);
        const seen: Seen = {
          ...all,
          standing,
          answers: answers ?? NONE,
          answer: state.adopted.answers[item.id],
          differs: differing.has(item.id),
          unclear: unclear.has(item.id),
          photos: photos.get(item.id) ?? [],
          findings: findings.get(item.id) ?? [],
        };
        return [kept(chapter, item, seen, answers)];
      }),
    );
  };
}

const NONE: ReadonlyMap<Uuid, Attestation> = new Map();

const alike = (one: Parts, other: Parts): boolean =>
  one.length === other.length && one.every((part, n) => part === other[n]);

/** What a row says, as one text: after reading again all parts are new, and may say the same. */
function looksOf({ item: _item, chapter: _chapter, ...said }: ItemRow): string {
  return JSON.stringify(said);
}

type Placed = EvidenceRecord | FindingRecord;

function standing<T extends Placed>(records: Iterable<T>): T[] {
  return [...records].filter((one) => !gone(one));
}

const gone = (one: Placed): boolean =>
  "removed" in one ? one.removed !== null : one.withdrawn !== null;

function byItem<T extends Placed>(records: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of records) {
    if (one.item === null) continue;
    const group = groups.get(one.item);
    if (group) group.push(one);
    else groups.set(one.item, [one]);
  }
  return groups;
}
