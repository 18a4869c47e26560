/** Operations and their content in words (操作内容), and both versions of a dispute. */

import type { Waiting } from "../../core/ports";
import type { Json, Operation } from "../../core/types";
import { perhaps, t } from "../words";
import { moment } from "../words/when";

/** How items and officers are called, where the visit lies here. */
export interface Names {
  site: string;
  items: Map<string, string>;
  officers: Map<string, string>;
}

export interface Pair {
  term: string;
  value: string;
}

const SILENT = new Set(["op", "id", "after", "settles", "context", "text", "text_digest", "image"]);

/** What kind of operation, and about what. */
export function deed(operation: Operation, names: Names | undefined): string {
  const kind = perhaps(`sync.kind.${operation.kind}`) || operation.kind;
  const item = operation.body["item"] ?? operation.body["name"];
  if (typeof item !== "string") return kind;
  return `${kind} · ${names?.items.get(item) ?? item}`;
}

function shown(value: Json, names: Names | undefined): string {
  if (value === null || value === "") return t("sync.value-none");
  if (typeof value === "boolean") return t(value ? "shell.yes" : "shell.no");
  if (Array.isArray(value)) return value.map((one) => shown(one, names)).join(t("shell.list"));
  if (typeof value !== "object") return names?.officers.get(String(value)) ?? String(value);
  return Object.entries(value)
    .map(([key, one]) => `${perhaps(`sync.part.${key}`) || key} ${shown(one, names)}`)
    .join(t("shell.list"));
}

/** The content of a record as term and value, without what only machines need. */
export function content(body: { [key: string]: Json }, names: Names | undefined): Pair[] {
  return Object.entries(body)
    .filter(([key]) => !SILENT.has(key))
    .map(([key, value]) => ({
      term: perhaps(`sync.part.${key}`) || key,
      value: (key === "item" && names?.items.get(String(value))) || shown(value, names),
    }));
}

/** One line of the comparison; null where that side does not have it. */
export interface Compared {
  term: string;
  mine: string | null;
  theirs: string | null;
}

/** Both versions of a disputed operation, term by term; `theirs` all null where there is none. */
export function versions(
  { operation, receipt }: Waiting,
  names: Names | undefined,
  now: Date,
): Compared[] {
  const at = { term: t("sync.part.done_at"), value: moment(operation.done_at, now) };
  const mine = [...content(operation.body, names), at];
  const theirs = content(currentOf(receipt?.current), names);
  const terms = new Set([...mine, ...theirs].map(({ term }) => term));
  const find = (list: Pair[], term: string) => list.find((one) => one.term === term)?.value ?? null;
  return [...terms].map((term) => ({ term, mine: find(mine, term), theirs: find(theirs, term) }));
}

/** The server's record, its inner value brought level with what stands around it. */
function currentOf(current: Json | undefined): { [key: string]: Json } {
  if (!current || typeof current !== "object" || Array.isArray(current)) return {};
  const { value, ...rest } = current;
  const inner = value && typeof value === "object" && !Array.isArray(value) ? value : null;
  return inner ? { ...rest, ...inner } : current;
}

/** Where the inspector can put it right. */
export function place({ operation }: Waiting): string {
  const item = operation.body["item"];
  const visit = `/visit/${operation.visit}`;
  return typeof item === "string" ? `${visit}/item/${encodeURIComponent(item)}` : visit;
}
