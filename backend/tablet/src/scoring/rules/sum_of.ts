/** Points of several parts added up (分项相加); a part without an answer leaves it incomplete. */

import type { Json } from "../../core/types";
import { badAnswer, isObject, rowsOf } from "../fault";
import { least, micro, plain } from "../numbers";
import { award, type Award, type Build, type Rule, type Setting } from "./base";

type Parts = Map<string, unknown>;

/** The builder, given those of the kinds that may be parts. */
export function sumOf(kinds: { [kind: string]: Build }): Build {
  return (setting) => rule(partsOf(setting, kinds), setting);
}

function partsOf(setting: Setting, kinds: { [kind: string]: Build }): Map<string, Rule> {
  return new Map(
    rowsOf(setting.with.parts).map((part) => [String(part.id), partOf(part, setting, kinds)]),
  );
}

function partOf(
  part: { [key: string]: Json },
  { place, rounding }: Setting,
  kinds: { [kind: string]: Build },
): Rule {
  const build = kinds[String(part.rule ?? "yes_no")];
  if (!build) throw badAnswer(place, "a known rule", part.rule ?? null, "load the checklist anew");
  const inner = isObject(part.with) ? part.with : {};
  return build({ with: inner, full: micro(String(part.max_points)), place, rounding });
}

function rule(parts: Map<string, Rule>, setting: Setting): Rule<Parts> {
  return {
    read(raw, place, facts) {
      const names = isObject(raw) ? Object.keys(raw) : [];
      if (!isObject(raw) || !names.length || !names.every((name) => parts.has(name))) {
        const expected = `an object with answers to ${[...parts.keys()].join(", ")}`;
        throw badAnswer(place, expected, raw ?? null, "name the parts");
      }
      return new Map(
        names.map((name) => [name, parts.get(name)?.read(raw[name], `${place}: ${name}`, facts)]),
      );
    },
    award: (values) => addUp(counted(parts, values, setting.with.needs_first === true), setting.full),
  };
}

interface Counted {
  awards: (Award & { name: string })[];
  missing: string[];
  /** The first part, where it earns nothing and the others therefore earn nothing. */
  lost?: string | undefined;
}

/** The awards that count: all, or, while a needed first part earns nothing, at most its own. */
function counted(parts: Map<string, Rule>, values: Parts, needsFirst: boolean): Counted {
  const awards = [...values].flatMap(([name, value]) => {
    const one = parts.get(name)?.award(value);
    return one ? [{ name, ...one }] : [];
  });
  const missing = [...parts.keys()].filter((name) => !values.has(name));
  const first = [...parts.keys()][0];
  const own = awards.filter(({ name }) => name === first);
  if (!needsFirst || own.some(({ points }) => points)) return { awards, missing };
  return own.length ? { awards: own, missing: [], lost: first } : { awards: [], missing };
}

function addUp({ awards, missing, lost }: Counted, full: bigint): Award {
  const listed = awards.map(({ name, points }) => `${name} ${plain(points)}`);
  const gaps = missing.join("、");
  const zh = [gaps && `未填 ${gaps}`, lost && `${lost} 未得分，其余不计分`];
  const en = [gaps && `missing ${gaps}`, lost && `${lost} earns nothing, nor do the others`];
  return award(
    least(full, awards.reduce((sum, one) => sum + one.points, 0n)),
    [...listed, ...zh].filter(Boolean).join("；"),
    [...listed, ...en].filter(Boolean).join("；"),
    !gaps && awards.every((one) => one.complete),
  );
}
