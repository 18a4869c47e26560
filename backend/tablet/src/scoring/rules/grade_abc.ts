/** Points by one of the marks A, B, C (符合, 基本符合, 不符合). */

import { badAnswer, isObject } from "../fault";
import { micro } from "../numbers";
import { award, type Rule, type Setting } from "./base";

const MARKS = {
  A: ["符合", "met"],
  B: ["基本符合", "partly met"],
  C: ["不符合", "not met"],
} as const;
type Mark = keyof typeof MARKS;

export function gradeAbc({ with: data }: Setting): Rule<Mark> {
  const points = isObject(data.points) ? data.points : {};
  return {
    read(raw, place) {
      if (raw === "A" || raw === "B" || raw === "C") return raw;
      throw badAnswer(place, "A, B or C", raw ?? null, "give one mark, as a capital letter");
    },
    award(mark) {
      const [zh, en] = MARKS[mark];
      return award(micro(String(points[mark])), `${mark} ${zh}`, `${mark} ${en}`);
    },
  };
}
