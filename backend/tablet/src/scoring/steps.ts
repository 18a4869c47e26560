/** Rules by their day, and step adjustments (升降档): up or down, never beyond their bounds. */

import { holds } from "./conditions";
import type { Scored } from "./engine";
import { isObject } from "./fault";
import type { Row } from "./level_tests";

/** Whether a rule stands on the visit's day; without a day, the rules without an end do. */
export function inForce(scored: Scored, { in_force: span }: Row): boolean {
  const [from, to] = isObject(span) ? [span.from ?? "", span.to ?? null] : ["", null];
  const on = scored.context("on");
  if (typeof on !== "string") return to === null;
  return String(from) <= on && (to === null || on <= String(to));
}

/** Whether a limit or step is in force and its condition holds. */
export function stands(scored: Scored, rule: Row): boolean {
  if (!inForce(scored, rule)) return false;
  return !isObject(rule.when) || holds(rule.when, scored) === true;
}

/** The place after all steps in order, and those that moved it; no level stays none. */
export function stepped(
  scored: Scored, start: number, steps: Row[], ids: string[],
): { index: number; moved: Row[]; lowered: Row[] } {
  const [moved, lowered]: [Row[], Row[]] = [[], []];
  let index = start;
  for (const step of start < 0 ? [] : steps) {
    const after = stands(scored, step) ? movedBy(step, index, ids) : index;
    if (after !== index) moved.push(step);
    if (after < index) lowered.push(step);
    index = after;
  }
  return { index, moved, lowered };
}

/** The place after one step, clamped to the levels and to the step's own bounds. */
function movedBy({ step, at_most: most, at_least: least }: Row, index: number, ids: string[]) {
  const by = Number(step ?? 0);
  const ceiling = most === undefined ? ids.length - 1 : ids.indexOf(String(most));
  const floor = least === undefined ? 0 : ids.indexOf(String(least));
  if (by > 0) return Math.max(index, Math.min(index + by, ceiling));
  if (by < 0) return Math.min(index, Math.max(index + by, floor));
  return Math.min(Math.max(index, floor), ceiling);
}
