/** From points to a level: totals, rates, hard conditions, limiters, steps (等级). */

import { fallenCaps, type Cap } from "./caps";
import { have, need } from "./condition_words";
import type { Scored } from "./engine";
import { isObject } from "./fault";
import { hardTests, sumTests, tested, type Row, type Test, type Tested } from "./level_tests";
import { placed, wayOf } from "./placing";
import { stepped } from "./steps";

export interface Rating {
  level: string | null;
  level_by_points: string | null;
  limited_by: string[];
  unmet: { [level: string]: Test[] };
  /** The steps that moved the level, where the checklist has steps. */
  adjusted?: string[];
}

/** Decide the provisional level (the standard has levels). */
export function rateVisit(scored: Scored): Rating {
  const { levels, adjust = [] } = scored.bundle;
  const sums = baseTests(scored);
  const hard = levels.map((level) => hardTests(scored, level));
  const caps = fallenCaps(scored);
  const lid = Math.min(levels.length - 1, ...caps.map((cap) => cap.index));
  const reached = levels.map((_, i) => i).filter((i) => allHold(sums[i]));
  const got = Math.max(-1, ...reached.filter((i) => i <= lid && allHold(hard[i])));
  const top = Math.max(-1, ...reached);
  const { final, moved, lowered } = adjusted(scored, got, caps);
  const limits = reached.filter((i) => i > got).flatMap((i) => unheld(hard[i]));
  limits.push(...caps.filter((cap) => cap.index < top).map((cap) => cap.test), ...lowered);
  const unmet = levels.map((level, i) => {
    const fallen = caps.filter((cap) => cap.index < i).map((cap) => cap.test);
    const tests = [...unheld(sums[i]), ...unheld(hard[i]), ...fallen, ...lowered];
    return [String(level.id), tests.map(printed)];
  });
  return {
    level: idAt(levels, final),
    level_by_points: idAt(levels, top),
    limited_by: final < top ? [...new Set(limits.map((one) => one.test))] : [],
    unmet: Object.fromEntries(unmet.slice(final + 1)),
    ...(adjust.length ? { adjusted: moved } : {}),
  };
}

/** Per level what its points must reach, or that cut points, a table or ratings give it. */
function baseTests(scored: Scored): Tested[][] {
  const { levels, base = {} } = scored.bundle;
  const way = wayOf(base);
  if (!way) return levels.map((level) => sumTests(scored, level));
  const { index, why } = placed(scored, "result", base, levels);
  return levels.map((level, i) => [tested(way, `at least ${level.id}`, why, i <= index, level)]);
}

/** The level after all steps; vetoes and caps from the context hold after them as well. */
function adjusted(
  scored: Scored, got: number, caps: Cap[],
): { final: number; moved: string[]; lowered: Tested[] } {
  const { levels, adjust = [] } = scored.bundle;
  const ids = levels.map((level) => String(level.id));
  const { index, moved, lowered } = stepped(scored, got, adjust, ids);
  const outside = caps.filter((cap) => cap.outside).map((cap) => cap.index);
  return {
    final: Math.min(index, ...outside),
    moved: moved.map((step) => String(step.id)),
    lowered: lowered.map((step) => stepTest(scored, step)),
  };
}

function stepTest(scored: Scored, step: Row): Tested {
  const when = isObject(step.when) ? step.when : null;
  const by = `${Number(step.step ?? 0)} levels`;
  const [wanted, now] = when ? [`not (${need(when)})`, have(when, scored)] : [by, by];
  return tested(String(step.id), wanted, now, false, step);
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
