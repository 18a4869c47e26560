/** The same screens speak of an inspection or of a rating, in both languages. */

import { isSaid, ofRating } from "../../../backend/tablet/src/core/voice";
import { language, perhaps, speaking, t } from "../../../backend/tablet/src/ui/words";
import { papers } from "../../../backend/tablet/src/ui/words/papers";
import { visit } from "../../../backend/tablet/src/ui/words/visit";
import { inRating } from "../../../backend/tablet/src/ui/words/voice";

afterEach(() => {
  speaking.value = "inspection";
  language.value = "zh";
});

test.each([
  ["检查人员", "评定人员"], ["被检查单位现场负责人", "被评定机构现场负责人"],
  ["现场检查笔录", "现场评定记录"], ["执法证号 {n}", "培训证号 {n}"], ["今日检查", "今日检查"],
  ["不是行政检查", "不是行政检查"], ["检查端有新版本", "检查端有新版本"],
])("%s is said %s on a rating", (inspection, rating) => {
  expect(ofRating(inspection)).toBe(rating);
  expect(isSaid(rating, inspection)).toBe(true);
});

test("the screens take it up and let it go", () => {
  expect(t("record.title")).toBe("现场检查笔录");
  speaking.value = "rating";
  expect(t("record.title")).toBe("现场评定记录");
  expect(t("visit.gap-officers", { n: 2 })).toBe("在场评定人员还差 2 名");
  language.value = "en";
  expect(t("visit.people")).toBe("Assessors");
  expect(perhaps("sign.officers")).not.toMatch(/officer/i);
});

test("no screen of a rating visit speaks of a 笔录 or of an officer, and every place is kept", () => {
  const holes = (text: string) => [...new Set([...text.matchAll(/\{\w+\}/g)].map(String))].sort();
  for (const part of [visit, papers]) {
    const [zh, en] = [inRating("zh", part.zh), inRating("en", part.en)];
    expect(Object.values(zh).filter((words) => /笔录|执法证|被检查|检查人员/.test(words))).toEqual([]);
    expect(Object.values(en).filter((words) => /\bofficers?\b/i.test(words))).toEqual([]);
    for (const [key, words] of Object.entries(part.zh)) {
      expect(holes(zh[key] ?? "")).toEqual(holes(words));
      expect(holes(en[key] ?? "")).toEqual(holes(words));
    }
  }
});
