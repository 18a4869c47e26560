/** What the summary of a rating visit says: the level, what limits and moves it, its ratings. */

import type { Bundle, Words } from "../../../backend/tablet/src/core/types";
import {
  grade, survey, type LevelGrade, type Places, type Visit,
} from "../../../backend/tablet/src/scoring";
import { summaryOf, type Summary } from "../../../backend/tablet/src/ui/visit/summary";
import { language, said } from "../../../backend/tablet/src/ui/words";
import { bundleOf } from "./visit";

const STARS = bundleOf("cms-five-star/2025.2");
const EXAMPLE = bundleOf("example/2");
const NOTHING: Visit = { answers: {}, facts: {} };

function summed(bundle: Bundle, visit: Visit, places?: Places): Summary {
  const seen = places
    ? { grade: grade(bundle, visit, places), conclusion: null }
    : survey(bundle, visit);
  return summaryOf(bundle, seen);
}

function inEnglish(words: () => string): string {
  language.value = "en";
  try {
    return words();
  } finally {
    language.value = "zh";
  }
}

const zh = (names: (Words | string)[]) => names.map(said);

it("says that a rank among other homes is worked out by the server", () => {
  const summary = summed(STARS, { answers: {}, facts: { cycle_1_points: "10" } });
  expect(summary.words).toBeNull();
  expect(said(summary.none)).toBe("等级要与其他机构排名次，由服务器统一计算");
});

it("names each rating of its own, where it stands and what limits it", () => {
  const facts = {
    cycle_1_points: "10", cycle_2_points: "10", abuse_icon: "yes", payroll_data: "no",
  };
  const places = { inspection: { better: 0, among: 40 } };
  const summary = summed(STARS, { answers: {}, facts }, places);
  const [inspection, staffing] = summary.ratings;
  expect(said(inspection?.title)).toBe("监管检查星级");
  expect(inspection?.level).toBe("2 星");
  expect(zh(inspection?.limits ?? [])).toEqual(["带虐待标志，最高二星"]);
  expect(staffing?.level).toBe("1 星");
  expect(said(summary.words)).toBe("一星");
  expect(zh(summary.moves)).toEqual(["人员一星，降一星"]);
  expect(zh(summary.limits)).toEqual(["人员一星，降一星"]);
});

it("says that no level is reached where points alone decide, and which veto fell", () => {
  const summary = summed(EXAMPLE, { answers: {}, facts: { accident: "yes" } });
  expect(summary.words).toBeNull();
  expect(said(summary.none)).toBe("按现有认定，达不到任何等级");
  expect(summary.ratings.map(({ level }) => level)).toContain("暂无等级");
});

it("says why a version may not grade, in both languages", () => {
  const short = bundleOf("gbt-37276-2018/2020.1");
  const none = /^本版标准还不能给出结果：分项以下的官方分值未取得/;
  expect(said(summed(short, NOTHING).none)).toMatch(none);
  expect(inEnglish(() => said(summed(short, NOTHING).none)))
    .toMatch(/^This version gives no result yet: Official points/);
  expect(summed(short, NOTHING).points).toBeNull();
});

it("says that a version is there to demonstrate", () => {
  const demonstration = { zh: "分值为演示编写（合成）", en: "Points made up to demonstrate" };
  expect(summed({ ...EXAMPLE, demonstration }, NOTHING).note)
    .toBe("演示用版本：分值为演示编写（合成）");
  expect(summed(EXAMPLE, NOTHING).note).toBe("");
});

it("knows where points are faults", () => {
  const low = { ...EXAMPLE, settings: { ...EXAMPLE.settings, good: "low" } };
  expect(summed(low, NOTHING).low).toBe(true);
  expect(summed(EXAMPLE, NOTHING).low).toBe(false);
});

it("calls a level by its title, by stars or levels, or by its bare name", () => {
  const reached = (level_word: string | null | undefined) => {
    const { level_word: _, ...bundle } = EXAMPLE;
    const named = level_word === undefined ? bundle : { ...bundle, level_word };
    const seen = grade(bundle, NOTHING) as LevelGrade;
    return summaryOf(named, { grade: { ...seen, level: "3" }, conclusion: null }).words;
  };
  expect(reached("级")).toBe("3 级");
  expect(reached("星")).toBe("3 星");
  expect(reached(null)).toBe("3");
  expect(reached(undefined)).toBe("3 级");
});
