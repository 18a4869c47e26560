/** Answers in words, and what was typed as the rules take it. */

import { checkAnswer } from "../../../backend/tablet/src/scoring";
import type { Answer } from "../../../backend/tablet/src/core/types";
import { percent, sayAnswer, shareOf } from "../../../backend/tablet/src/ui/visit/answer";
import { factText, factValue } from "../../../backend/tablet/src/ui/visit/facts";
import { decimalText, sampleOf, wholeNumber } from "../../../backend/tablet/src/ui/visit/readings";
import { touchesOf } from "../../../backend/tablet/src/ui/visit/touches";
import { EXAMPLE, GB, itemOf } from "./visit";

const said = (id: string, answer: Answer) => sayAnswer(itemOf(EXAMPLE, id), answer);

it("says every rule's answer as an officer would", () => {
  expect(said("environment.traffic", ["stop_500m", "shuttle"])).toBe("500米内有公交站、自有班车");
  expect(said("environment.traffic", [])).toBe("都不具备");
  expect(said("environment.noise", "42.5")).toBe("42.5 dB");
  expect(said("service.satisfaction", "0.905")).toBe("90.5 %");
  expect(said("environment.light", { points: "32", reason: "偏暗" })).toBe("32 分，理由：偏暗");
  expect(said("facilities.call_points", { looked_at: 10, passed: 9 })).toBe("抽查 10，合格 9");
  expect(said("facilities.lift", "none")).toBe("选项 none");
  expect(said("operation.trained_staff", 12)).toBe("12 人");
  expect(said("operation.rules", { staff: "yes", safety: "B" })).toBe("人事 符合、safety B");
  expect(said("service.meals", { na: "外送" })).toBe("不适用：外送");
});

it("puts the good answer first, also where the question asks for something bad", () => {
  const bad = touchesOf(itemOf(EXAMPLE, "service.open_day"));
  expect(bad?.map((one) => [one.value, one.tone])).toEqual([["no", "ok"], ["yes", "late"]]);
  expect(touchesOf(itemOf(GB, "basic.fire"))?.map((one) => one.label)).toEqual(["符合", "不符合"]);
});

it("offers one touch only where the rule allows it", () => {
  expect(touchesOf(itemOf(EXAMPLE, "facilities.lift"))).toHaveLength(3);
  const grades = touchesOf(itemOf(EXAMPLE, "service.meals"))?.map((one) => one.value);
  expect(grades).toEqual(["A", "B", "C"]);
  expect(touchesOf(itemOf(EXAMPLE, "environment.noise"))).toBeNull();
  const options = Array.from({ length: 5 }, (_, n) => ({ id: `o${n}`, points: "1" }));
  expect(touchesOf({ rule: "choice", with: { options } })).toBeNull();
});

it("gives only one-touch answers that the rule takes", () => {
  for (const item of [...EXAMPLE.chapters, ...GB.chapters].flatMap((chapter) => chapter.items)) {
    for (const touch of touchesOf(item) ?? []) expect(checkAnswer(item, touch.value)).toBeNull();
  }
});

it("reads numbers as exact text: full width turned, zeros dropped, floats never", () => {
  expect(decimalText("１２．５０")).toBe("12.5");
  expect(decimalText("007")).toBe("7");
  expect(decimalText("12.")).toBe("12");
  expect(decimalText("100")).toBe("100");
  expect(decimalText("1e3")).toBeNull();
  expect(decimalText("1.1234567")).toBeNull();
  expect(decimalText("1234567890")).toBeNull();
  expect(wholeNumber("1000001")).toBeNull();
});

it("turns percent into the share the rule takes, and back, without a float", () => {
  const pairs = { "90.5": "0.905", 100: "1", 0: "0", 7: "0.07", "99.9999": "0.999999" };
  for (const [typed, share] of Object.entries(pairs)) {
    expect(shareOf(typed)).toBe(share);
    expect(percent(share)).toBe(`${typed} %`);
  }
  expect(shareOf("100.5")).toBe("");
  expect(shareOf("101")).toBe("");
  expect(shareOf("90.12345")).toBe("");
});

it("holds a sample back in which more pass than were looked at", () => {
  expect(sampleOf("10", "9")).toEqual({ looked_at: 10, passed: 9 });
  expect(sampleOf("9", "10")).toBeNull();
  expect(sampleOf("10", "")).toBeNull();
});

it("keeps facts as text, shares typed in percent", () => {
  const share = EXAMPLE.facts.find((one) => one.name === "private_toilet_share")!;
  const beds = EXAMPLE.facts.find((one) => one.name === "beds")!;
  expect(factValue(share, "75")).toBe("0.75");
  expect(factText(share, "0.75")).toBe("75");
  expect(factValue(beds, "120")).toBe("120");
  expect(factValue(beds, "12.5")).toBeNull();
});
