/** An answer in words (检查结果的文字), as rows, differences and colleagues show it. */

import type { Answer, Item, Json, Words } from "../../core/types";
import { said, t } from "../words";
import { shownReason } from "./recorded";
import { goodOf, optionsOf, optionWords, touchesOf } from "./touches";

export interface Part {
  id: string;
  title: Words | string | undefined;
  max_points: string;
  rule: string;
  with: { [key: string]: Json };
}

/** The parts of a sum_of item, with their defaults filled in. */
export function partsOf(item: Pick<Item, "with">): Part[] {
  const parts = (item.with["parts"] ?? []) as unknown as Partial<Part>[];
  return parts.map((part) => ({
    id: part.id ?? "", title: part.title, max_points: part.max_points ?? "0",
    rule: part.rule ?? "yes_no", with: part.with ?? {},
  }));
}

export const partWords = (part: Part): string => said(part.title) || part.id;

/** The unit of what is counted or measured; empty where there is none. */
export function unitOf(item: Pick<Item, "with">): string {
  return said(item.with["unit"] as Words | string | undefined);
}

/** A label with the unit of the item behind it. */
export function withUnit(what: string, item: Pick<Item, "with">): string {
  const unit = unitOf(item);
  return unit ? t("visit.with-unit", { what, unit }) : what;
}

/** The reason why it does not apply, or null for an answer. */
export function naOf(answer: Answer | undefined): string | null {
  const wrapped = isRecord(answer) ? answer["na"] : undefined;
  return typeof wrapped === "string" ? wrapped : null;
}

/** The answer as a person says it; empty while there is none. */
export function sayAnswer(
  item: Pick<Item, "rule" | "with">, answer: Answer | undefined,
): string {
  if (answer === undefined || answer === null) return "";
  const na = naOf(answer);
  if (na !== null) return t("visit.na-because", { reason: shownReason(na) });
  return SAY[item.rule]?.(item, answer) ?? plain(answer);
}

type Say = (item: Pick<Item, "rule" | "with">, answer: Answer) => string;

const touched: Say = (item, answer) =>
  touchesOf(item)?.find((touch) => touch.value === answer)?.label ?? plain(answer);

const measured: Say = (item, answer) => `${plain(answer)} ${unitOf(item)}`.trim();

const SAY: { [rule: string]: Say } = {
  yes_no: (item, answer) => (goodOf(item) === answer ? t("visit.met") : t("visit.unmet")),
  grade_abc: touched,
  choice: (item, answer) => named(item, [answer]),
  best_of: (item, answer) =>
    Array.isArray(answer) && answer.length > 0 ? named(item, answer) : t("visit.none-holds"),
  bands: (item, answer) => (item.with["of"] === "share" ? percent(answer) : measured(item, answer)),
  fraction_of: measured,
  count_each: measured,
  deduct_each: measured,
  sampled_share: (_item, answer) => {
    const { looked_at, passed } = isRecord(answer) ? answer : {};
    return t("visit.sample-said", { seen: plain(looked_at), passed: plain(passed) });
  },
  expert: (_item, answer) => {
    const { points, reason } = isRecord(answer) ? answer : {};
    return t("visit.expert-said", { points: plain(points), reason: plain(reason) });
  },
  sum_of: (item, answer) =>
    partsOf(item)
      .filter((part) => isRecord(answer) && answer[part.id] !== undefined)
      .map((part) => `${partWords(part)} ${sayAnswer(part, (answer as Values)[part.id])}`)
      .join(t("visit.listing")),
};

type Values = { [key: string]: Json };

export function isRecord(value: Json | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function named(item: Pick<Item, "with">, ids: Json[]): string {
  const known = new Map(optionsOf(item).map((option) => [option.id, optionWords(option)]));
  return ids.map((id) => known.get(String(id)) ?? plain(id)).join(t("visit.listing"));
}

/** "0.905" → "90.5 %"; exact, by moving the point in the text. */
export function percent(answer: Json | undefined): string {
  const match = /^([01])(?:\.(\d{1,6}))?$/.exec(String(answer));
  if (!match) return plain(answer);
  const digits = `${match[1]}${(match[2] ?? "").padEnd(2, "0")}`;
  const whole = digits.slice(0, 3).replace(/^0{1,2}(?=\d)/, "");
  const rest = digits.slice(3).replace(/0+$/, "");
  return `${whole}${rest && `.${rest}`} %`;
}

/** "90.5" in percent → the share "0.905" as the rule takes it; "" where it is none. */
export function shareOf(percents: string): string {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(percents);
  if (!match) return "";
  const digits = `${(match[1] ?? "").padStart(3, "0")}${match[2] ?? ""}`;
  const rest = digits.slice(1).replace(/0+$/, "");
  const share = `${digits[0]}${rest && `.${rest}`}`;
  return digits[0] === "0" || /^1$/.test(share) ? share : "";
}

function plain(value: Json | undefined): string {
  return value === undefined || value === null
    ? ""
    : typeof value === "object" ? JSON.stringify(value) : String(value);
}
