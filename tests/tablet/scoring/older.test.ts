/** A package made before an upgrade: its bundle lacks what the format has gained since. */

import { readFileSync } from "node:fs";

import type { Bundle } from "../../../backend/tablet/src/core/types";
import { grade, judge, survey, type Places, type Visit } from "../../../backend/tablet/src/scoring";

interface Version {
  version: string;
  bundle: Bundle;
  cases: { case: string; visit?: Visit; settings?: object; places?: Places }[];
}

const FILE = new URL("../vectors/cases.json", import.meta.url);
const VERSIONS = JSON.parse(readFileSync(FILE, "utf8")) as Version[];
const NOTHING: Visit = { answers: {}, facts: {} };

/** As the server compiled it until it carried why a version may not grade. */
function before(now: Bundle): Bundle {
  const { incomplete: _, level_word: __, demonstration: ___, ...bundle } = now;
  return bundle;
}

/** As the first servers compiled it: no ratings, steps, direction. */
function first(bundle: Bundle): Bundle {
  const { ratings: _, adjust: __, base: ___, in_force: ____, ...older } = before(bundle);
  const { good: _____, ...settings } = older.settings;
  return { ...older, settings };
}

function usesMore({ ratings, adjust, base, settings }: Bundle): boolean {
  const more = [ratings, adjust, Object.keys(base ?? {})].some((part) => part?.length);
  return more || settings.good === "low";
}

const complete = VERSIONS.filter(({ bundle }) => !bundle.incomplete);

describe.each(complete)("$version as compiled before", ({ bundle, cases }) => {
  const visits = cases.flatMap(({ visit, settings, places }) =>
    visit ? [{ visit, settings, places }] : []);
  const older = usesMore(bundle) ? [before(bundle)] : [before(bundle), first(bundle)];

  test("grades every case alike", () => {
    for (const { visit, settings, places } of [...visits, { visit: NOTHING }]) {
      const tried = (one: Bundle) => ({ ...one, settings: { ...one.settings, ...settings } });
      const now = grade(tried(bundle), visit, places);
      const known = { ...now, demonstration: undefined };
      for (const one of older) expect(grade(tried(one), visit, places)).toEqual(known);
    }
  });
});

test("points that do not add up give no level, though an older bundle does not say why", () => {
  const short = VERSIONS.find(({ bundle }) => bundle.incomplete && bundle.levels.length);
  const bundle = first(short?.bundle as Bundle);

  expect(survey(bundle, NOTHING)).toMatchObject({ grade: null, conclusion: null });
  expect(survey(bundle, NOTHING).incomplete?.zh).toContain("不能评定等级");
  expect(() => grade(bundle, NOTHING)).toThrow("incomplete-standard");
});

test("an item alone needs no settings to be judged", () => {
  const item = complete[0]?.bundle.chapters[0]?.items.find(({ rule }) => rule === "yes_no");

  expect(item && judge(item, "yes").outcome).toBe("pass");
});
