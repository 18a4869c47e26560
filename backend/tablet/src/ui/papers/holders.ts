/** Whose operations are on this tablet (已有操作): by officer, with the last moment. */

import type { Moment, Operation, Uuid } from "../../core/types";

export interface Held {
  officer: Uuid;
  count: number;
  last: Moment | null;
  /** Some of them came from another tablet. */
  fromElsewhere: boolean;
}

/** One row per officer of the visit, those without any operation too. */
export function heldBy(
  officers: readonly { id: Uuid }[], operations: Iterable<Operation>, device: Uuid,
): Held[] {
  const known = new Map<Uuid, Operation>();
  for (const one of operations) known.set(one.id, one);
  const all = [...known.values()];
  return officers.map(({ id }) => {
    const own = all.filter((one) => one.body.officer === id);
    const moments = own.map((one) => one.done_at).sort((a, b) => Date.parse(a) - Date.parse(b));
    return {
      officer: id,
      count: own.length,
      last: moments.at(-1) ?? null,
      fromElsewhere: own.some((one) => one.device !== device),
    };
  });
}
