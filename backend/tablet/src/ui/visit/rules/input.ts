/** What every answer input takes and gives (作答控件). */

import type { Answer, Item } from "../../../core/types";

export interface InputGiven {
  item: Pick<Item, "rule" | "with" | "max_points">;
  value: Answer | undefined;
  label: string;
  disabled?: boolean | undefined;
}

/** A number of an answer as text for its field. */
export function textOf(value: Answer | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
