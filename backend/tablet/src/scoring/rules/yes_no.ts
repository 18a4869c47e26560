/** All points or none (是否符合); `good: "no"` asks for something bad. */

import { badAnswer } from "../fault";
import { award, type Rule, type Setting } from "./base";

export function yesNo({ with: data, full }: Setting): Rule<string> {
  const good = data.good ?? "yes";
  return {
    read(raw, place) {
      if (raw === "yes" || raw === "no") return raw;
      throw badAnswer(place, '"yes" or "no"', raw ?? null, "answer in lower case");
    },
    award: (value) => (value === good ? award(full, "符合", "met") : award(0n, "不符合", "not met")),
  };
}
