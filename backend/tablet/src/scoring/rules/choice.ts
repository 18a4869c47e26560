/** Points by the one option that fits (单选). */

import type { Json } from "../../core/types";
import { badAnswer, rowsOf } from "../fault";
import { micro, type Micro } from "../numbers";
import { award, type Rule, type Setting } from "./base";

/** Option id → points, in the order of the checklist. */
export function optionsOf(raw: Json | undefined): Map<string, Micro> {
  return new Map(rowsOf(raw).map((row) => [String(row.id), micro(String(row.points))]));
}

export function choice({ with: data }: Setting): Rule<string> {
  const options = optionsOf(data.options);
  return {
    read(raw, place) {
      if (typeof raw === "string" && options.has(raw)) return raw;
      throw badAnswer(place, `one of ${[...options.keys()].join(", ")}`, raw ?? null, "choose one");
    },
    award: (value) => award(options.get(value) ?? 0n, `选项 ${value}`, `option ${value}`),
  };
}
