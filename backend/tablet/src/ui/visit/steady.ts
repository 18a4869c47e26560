/** Rows that stay the same objects while nothing about them changed (稳定行): the desk makes all
 * rows anew with every operation, the screen draws only those that differ. */

import type { ItemRow } from "../../app/desk.types";

/** What a row shows, as one text; equal texts look equal. */
function look(row: ItemRow): string {
  const ops = (list: readonly { op: string }[]) => list.map((one) => one.op).join();
  return [
    row.outcome, row.relevant, row.wants.join(), row.mine?.op, row.mine?.note,
    row.others.map((one) => `${one.op}${one.hidden}`).join(), ops(row.photos), ops(row.findings),
    row.answer === undefined ? "" : JSON.stringify(row.answer),
  ].join("\n");
}

/** Gives the rows with the objects of last time wherever they still hold. */
export function steadyRows(): (rows: readonly ItemRow[]) => ItemRow[] {
  let known = new Map<string, { row: ItemRow; look: string }>();
  return (rows) => {
    const next = new Map<string, { row: ItemRow; look: string }>();
    const result = rows.map((row) => {
      const before = known.get(row.item.id);
      const now = look(row);
      const kept = before && before.look === now && before.row.item === row.item ? before.row : row;
      next.set(row.item.id, { row: kept, look: now });
      return kept;
    });
    known = next;
    return result;
  };
}

/** The list of last time where it holds the same things in the same order. */
export function steadyList<T>(): (key: string, list: T[]) => T[] {
  const known = new Map<string, T[]>();
  return (key, list) => {
    const before = known.get(key);
    const holds = before?.length === list.length && before.every((one, n) => one === list[n]);
    if (before && holds) return before;
    known.set(key, list);
    return list;
  };
}
