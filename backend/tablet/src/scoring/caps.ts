/** Limiters and vetoes that have fallen (限级条件, 一票否决). */

import { have, need } from "./condition_words";
import type { Scored } from "./engine";
import { isObject } from "./fault";
import { tested, type Row, type Tested } from "./level_tests";
import { stands } from "./steps";

/** No level above this index; -1 leaves none.
 *
 * outside: holds after all steps as well: a veto, or a cap from the context.
 */
export interface Cap {
  index: number;
  test: Tested;
  outside: boolean;
}

/** Limiters and vetoes that hold, then items whose failing is a veto, in order. */
export function fallenCaps(scored: Scored): Cap[] {
  const failed = [...scored.items.values()].filter((one) => one.outcome === "fail");
  const vetoed = failed.filter((one) => one.item.veto);
  return [
    ...scored.bundle.limits.flatMap((limit) => fallen(scored, limit) ?? []),
    ...vetoed.map(({ item, award }) => ({
      index: -1,
      test: tested(item.id, "pass", award?.why.en ?? "", false, { ...item }),
      outside: true,
    })),
  ];
}

function fallen(scored: Scored, limit: Row): Cap | null {
  if (!stands(scored, limit)) return null;
  const when = isObject(limit.when) ? limit.when : null;
  const ids = scored.bundle.levels.map((level) => String(level.id));
  const from = isObject(limit.at_most) ? limit.at_most : null;
  const named = from ? scored.context(String(from.context)) : (limit.at_most ?? null);
  if (from && typeof named !== "string") return null;
  const up = Number(from?.up ?? 0);
  const index = named === null ? -1 : Math.min(ids.indexOf(String(named)) + up, ids.length - 1);
  const wanted = when ? `not (${need(when)})` : `at most ${ids.at(index)}`;
  const now = when ? have(when, scored) : String(named);
  const test = tested(String(limit.id), wanted, now, false, limit);
  return { index, test, outside: named === null || from !== null };
}
