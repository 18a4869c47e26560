/** Facts asked once a visit (基本情况): how they are said and read. */

import type { FactQuestion, Json } from "../../core/types";
import { said, t } from "../words";
import { percent, shareOf } from "./answer";
import { decimalText, wholeNumber } from "./readings";

/** A fact's value as a person says it. */
export function sayFact(fact: FactQuestion, value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (fact.kind === "yes_no") return value === "yes" ? t("shell.yes") : t("shell.no");
  if (fact.kind === "share") return percent(value);
  return `${String(value)} ${said(fact.unit)}`.trim();
}

/** A fact's value as its field shows it. */
export function factText(fact: FactQuestion, value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return fact.kind === "share" ? percent(value).replace(" %", "") : String(value);
}

/** What was typed as the checklist takes it; null where it is nothing yet. */
export function factValue(fact: FactQuestion, typed: string): Json {
  if (fact.kind === "share") return shareOf(typed) || null;
  if (fact.kind === "count") return wholeNumber(typed) === null ? null : String(wholeNumber(typed));
  if (fact.kind === "amount") return decimalText(typed);
  return typed || null;
}
