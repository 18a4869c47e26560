/** Points in proportion to what is required (实测 ÷ 应有), rounded once as the standard says. */

import { badRule, isObject } from "../fault";
import { decimalOf, least, ONE, plain, ratioOf, ratioText, roundedTo } from "../numbers";
import type { Micro, Ratio } from "../numbers";
import { award, type Facts, type Rule, type Setting } from "./base";

/** required: null while the fact it rests on is missing; in millionths as the value. */
interface Measured {
  value: Micro;
  required: Ratio | null;
}

export function fractionOf({ with: data, full, place, rounding }: Setting): Rule<Measured> {
  if (!rounding) throw badRule(place, "rounding of the standard", "none", "give its settings");
  const { required } = data;
  const fact = isObject(required) ? String(required.fact) : null;
  const times = ratioOf(String(isObject(required) ? (required.times ?? "1") : required));

  function needed(facts: Facts): Ratio | null {
    if (fact === null) return { n: times.n * ONE, d: times.d };
    const base = facts.get(fact);
    return typeof base === "bigint" ? { n: base * times.n, d: times.d } : null;
  }

  return {
    read: (raw, at, facts) => ({ value: decimalOf(raw, at), required: needed(facts) }),
    award({ value, required: need }) {
      if (!need) return award(0n, `缺少数据 ${fact}`, `fact ${fact} is not known`, false);
      const [have, want] = [plain(value), ratioText({ n: need.n, d: need.d * ONE })];
      const why = [`实测 ${have}，应有 ${want}`, `${have} of ${want} required`] as const;
      if (value * need.d >= need.n) return award(full, ...why);
      const share = { n: full * value * need.d, d: need.n * ONE };
      return award(least(full, roundedTo(share, rounding.decimals, rounding.mode)), ...why);
    },
  };
}
