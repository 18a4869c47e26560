/** From points to a level: totals, rates, hard conditions, limiters, vetoes (等级). */

import type { Condition } from "../core/types";
import { have, need } from "./condition_words";
import { holds } from "./conditions";
import type { Scored } from "./engine";
import { isObject } from "./fault";
import {
  hardTests, inForce, sumTests, tested, type Row, type Test, type Tested,
} from "./level_tests";

/** A limiter or veto that has fallen: no level above this index; -1 leaves none. */
interface Cap {
  index: number;
  test: Tested;
}

export interface Rating {
  level: string | null;
  level_by_points: string | null;
  limited_by: string[];
  unmet: { [level: string]: Test[] };
}

/** Decide the provisional level (the standard has levels). */
export function rateVisit(scored: Scored): Rating {
  const { levels } = scored.bundle;
  const sums = levels.map((level) => sumTests(scored, level));
  const hard = levels.map((level) => hardTests(scored, level));
  const caps = fallenCaps(scored);
  const lid = Math.min(levels.length - 1, ...caps.map((cap) => cap.index));
  const reached = levels.map((_, i) => i).filter((i) => allHold(sums[i]));
  const got = Math.max(-1, ...reached.filter((i) => i <= lid && allHold(hard[i])));
  const top = Math.max(-1, ...reached);
  const limits = reached.filter((i) => i > got).flatMap((i) => unheld(hard[i]));
  limits.push(...caps.filter((cap) => cap.index < top).map((cap) => cap.test));
  const unmet = levels.map((level, i) => {
    const fallen = caps.filter((cap) => cap.index < i).map((cap) => cap.test);
    return [String(level.id), [...unheld(sums[i]), ...unheld(hard[i]), ...fallen].map(printed)];
  });
  return {
    level: idAt(levels, got),
    level_by_points: idAt(levels, top),
    limited_by: [...new Set(limits.map((one) => one.test))],
    unmet: Object.fromEntries(unmet.slice(got + 1)),
  };
}

/** Limiters and vetoes that hold, then items whose failing is a veto, in order. */
function fallenCaps(scored: Scored): Cap[] {
  const failed = [...scored.items.values()].filter((one) => one.outcome === "fail");
  const vetoed = failed.filter((one) => one.item.veto);
  return [
    ...scored.bundle.limits.flatMap((limit) => fallen(scored, limit) ?? []),
    ...vetoed.map(({ item, award }) => ({
      index: -1,
      test: tested(item.id, "pass", award?.why.en ?? "", false, { ...item }),
    })),
  ];
}

function fallen(scored: Scored, limit: Row): Cap | null {
  const when: Condition | null = isObject(limit.when) ? limit.when : null;
  if (!inForce(scored, limit) || (when && holds(when, scored) !== true)) return null;
  const ids = scored.bundle.levels.map((level) => String(level.id));
  const from = isObject(limit.at_most) ? limit.at_most : null;
  const named = from ? scored.context(String(from.context)) : (limit.at_most ?? null);
  if (from && typeof named !== "string") return null;
  const up = Number(from?.up ?? 0);
  const index = named === null ? -1 : Math.min(ids.indexOf(String(named)) + up, ids.length - 1);
  const wanted = when ? `not (${need(when)})` : `at most ${ids.at(index)}`;
  const now = when ? have(when, scored) : String(named);
  return { index, test: tested(String(limit.id), wanted, now, false, limit) };
}

function printed({ holds: _, ...test }: Tested): Test {
  return test;
}

function unheld(tests: Tested[] | undefined): Tested[] {
  return (tests ?? []).filter((one) => one.holds !== true);
}

function allHold(tests: Tested[] | undefined): boolean {
  return unheld(tests).length === 0;
}

function idAt(levels: Row[], index: number): string | null {
  return index < 0 ? null : String(levels[index]?.id);
}
