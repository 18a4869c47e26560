/** What a rating shows on the tablet: ratings of their own, steps, places, faults that count. */

import { readFileSync } from "node:fs";

import type { Answer, Bundle } from "../../../backend/tablet/src/core/types";
import {
  grade, judge, survey, type LevelGrade, type Visit,
} from "../../../backend/tablet/src/scoring";

interface Version {
  version: string;
  bundle: Bundle;
  cases: { visit?: Visit }[];
}

const FILE = new URL("../vectors/cases.json", import.meta.url);
const VERSIONS = JSON.parse(readFileSync(FILE, "utf8")) as Version[];
const STARS = VERSIONS.find(({ version }) => version.startsWith("cms-five-star"));
const EXAMPLE = VERSIONS.find(({ version }) => version === "example/2");
const NOTHING: Visit = { answers: {}, facts: {} };

function leveled(version: Version | undefined, ...[visit, places]: [Visit, object?]): LevelGrade {
  return grade(version?.bundle as Bundle, visit, { ...places }) as LevelGrade;
}

/** The example with points as faults: few are good. */
function faults(): Bundle {
  const bundle = structuredClone(EXAMPLE?.bundle as Bundle);
  const counted = { rule: "count_each", with: { each: "1" }, when: null, veto: false, na: "drop" };
  const items = ["one", "two"].map((name) => ({
    ...(bundle.chapters[0]?.items[0] as Bundle["chapters"][0]["items"][0]),
    ...counted, id: `faults.${name}`, max_points: "10", pass_at: "2", na: "drop" as const,
  }));
  const chapter = { ...(bundle.chapters[0] as Bundle["chapters"][0]), id: "faults", items };
  const ground = { clause: "§1", source: "合成", confidence: "provisional" };
  return {
    ...bundle, settings: { ...bundle.settings, good: "low" },
    chapters: [{ ...chapter, max_points: "20" }], facts: [], limits: [], ratings: [], adjust: [],
    levels: [{ id: "poor", ...ground }, { id: "fair", total: "5", ...ground }],
  };
}

test("without a place in the population there is no star, and the unmet test says why", () => {
  const facts = { cycle_1_points: "10", cycle_2_points: "10" };
  const result = leveled(STARS, { answers: {}, facts });

  expect(result.level).toBe(null);
  expect(result.ratings?.inspection).toMatchObject({ level: null, value: "10" });
  expect(result.unmet["1"]?.[0]?.have).toContain("missing");
});

test("with a place the star is there, and a population too small gives none", () => {
  const facts = { cycle_1_points: "10", cycle_2_points: "10", special_focus: "no" };
  const starred = (among: number) =>
    leveled(STARS, { answers: {}, facts }, { inspection: { better: 0, among } });

  expect(starred(40).ratings?.inspection?.level).toBe("5");
  expect(starred(4).ratings?.inspection?.level).toBe(null);
});

test("a rule that begins in July 2027 does not touch a visit of June", () => {
  const { bundle, cases } = EXAMPLE as Version;
  const step = bundle.adjust?.find(({ id }) => id === "good-house");
  const moving = cases.find(({ visit }) =>
    visit && leveled(EXAMPLE, { ...visit, context: { ...visit.context, on: "2027-07-01" } },
      { safety: { better: 0, among: 10 } }).adjusted?.includes("good-house"));
  const on = (day: string) => leveled(
    EXAMPLE, { ...(moving?.visit as Visit), context: { ...moving?.visit?.context, on: day } },
    { safety: { better: 0, among: 10 } },
  );

  expect(step?.in_force).toMatchObject({ from: "2027-07-01" });
  expect(on("2027-07-01").adjusted).toContain("good-house");
  expect(on("2027-06-30").adjusted).not.toContain("good-house");
});

test("where points are faults an open item counts all of its own, and few pass", () => {
  const given = (answers: { [item: string]: Answer }) => {
    const found = survey(faults(), { answers, facts: {} });
    return [found.grade as LevelGrade, found.items.get("faults.one")?.outcome] as const;
  };

  expect(given({ "faults.one": 2 })).toMatchObject([{ total: "12", level: "poor" }, "pass"]);
  expect(given({ "faults.one": 3, "faults.two": 2 })).toMatchObject([{ level: "fair" }, "fail"]);
  expect(given({ "faults.one": 3, "faults.two": 3 })[0]).toMatchObject({ level: "poor" });
});

test("an item judged alone knows that points are faults", () => {
  const bundle = faults();
  const item = bundle.chapters[0]?.items[0];

  expect(item && judge(item, 2, {}, bundle.settings).outcome).toBe("pass");
  expect(item && judge(item, 3, {}, bundle.settings).outcome).toBe("fail");
  expect(item && judge(item, undefined, {}, bundle.settings).points).toBe("10");
});

test("a version that may not grade says so, and its items are judged all the same", () => {
  const short = VERSIONS.find(({ bundle }) => bundle.incomplete && bundle.levels.length);
  const found = survey(short?.bundle as Bundle, NOTHING);

  expect(found.grade).toBe(null);
  expect(found.incomplete?.en).toMatch(/missing|not/);
  expect(found.items.size).toBeGreaterThan(20);
});
