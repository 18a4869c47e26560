/** Points of the best of several options that hold (择优计分). */

import { badAnswer } from "../fault";
import { award, type Rule, type Setting } from "./base";
import { optionsOf } from "./choice";

export function bestOf({ with: data }: Setting): Rule<string[]> {
  const options = optionsOf(data.options);
  const worth = (name: string) => options.get(name) ?? 0n;
  return {
    read(raw, place) {
      const names = Array.isArray(raw) ? raw : null;
      const known = names?.filter((name) => typeof name === "string" && options.has(name));
      if (names && known?.length === names.length && new Set(names).size === names.length) {
        return names.map(String);
      }
      const listed = [...options.keys()].join(", ");
      throw badAnswer(place, `a list of ids, each once, from ${listed}`, raw ?? null, "list ids");
    },
    award(names) {
      const [first, ...rest] = names;
      if (first === undefined) return award(0n, "均不符合", "none holds");
      const best = rest.reduce((top, name) => (worth(name) > worth(top) ? name : top), first);
      return award(worth(best), `择优：${best}`, `best of them: ${best}`);
    },
  };
}
