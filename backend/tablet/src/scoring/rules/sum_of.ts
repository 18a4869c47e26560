/** Points of several parts added up (分项相加); a part without an answer leaves it incomplete. */

import type { Json } from "../../core/types";
import { badAnswer, isObject } from "../fault";
import { least, micro, plain } from "../numbers";
import { award, type Award, type Build, type Rule, type Setting } from "./base";

type Parts = Map<string, unknown>;

/** The builder, given those of the kinds that may be parts. */
export function sumOf(kinds: { [kind: string]: Build }): Build {
  return (setting) => rule(partsOf(setting, kinds), setting);
}

function partsOf(setting: Setting, kinds: { [kind: string]: Build }): Map<string, Rule> {
  const raw = setting.with.parts;
  const rows = Array.isArray(raw) ? raw.filter(isObject) : [];
  return new Map(rows.map((part) => [String(part.id), partOf(part, setting, kinds)]));
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

function rule(parts: Map<string, Rule>, { full }: Setting): Rule<Parts> {
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
    award: (values) => addUp(parts, values, full),
  };
}

function addUp(parts: Map<string, Rule>, values: Parts, full: bigint): Award {
  const awards = [...values].flatMap(([name, value]) => {
    const one = parts.get(name)?.award(value);
    return one ? [{ name, ...one }] : [];
  });
  const missing = [...parts.keys()].filter((name) => !values.has(name));
  const listed = awards.map(({ name, points }) => `${name} ${plain(points)}`).join("；");
  const gaps = missing.join("、");
  return award(
    least(full, awards.reduce((sum, one) => sum + one.points, 0n)),
    gaps ? `${listed}；未填 ${gaps}` : listed,
    gaps ? `${listed}；missing ${gaps}` : listed,
    !gaps && awards.every((one) => one.complete),
  );
}
