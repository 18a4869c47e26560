/** A package and a visit for the tests of papers (合成数据). */

import { readFileSync } from "node:fs";

import type { Item, Json, Operation, Package } from "../../../backend/tablet/src/core/types";
import { reduceVisit } from "../../../backend/tablet/src/core/visit";
import type { PaperTemplate, RecordForm, RecordRow } from "../../../backend/tablet/src/papers";
import { Hand, LEAD, SECOND, VISIT } from "../core/make";

const TEMPLATES = new URL("../../../pdf_templates/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, TEMPLATES), "utf8");
const json = (path: string) => JSON.parse(read(path)) as { [key: string]: Json };

export function template(kind: string): PaperTemplate {
  return {
    digest: "", text: read(`${kind}/text.mustache`), schema: json(`${kind}/context.schema.json`),
  };
}

/** The words of the sample that stand when the package is made; the rest is the visit's. */
function words(kind: string, filled: string[]): { [key: string]: Json } {
  const sample = Object.entries(json(`${kind}/sample.json`));
  return Object.fromEntries(sample.filter(([name]) => !filled.includes(name)));
}

const RECORD_FILLED = [
  "number", "started_at", "ended_at", "representative", "representative_post", "recusal", "total",
  "conforming", "failing", "not_applicable", "not_checked", "items", "findings", "reading",
  "corrections", "opinion", "issued_on",
];
const ORDER_FILLED = [
  "number", "visited_on", "findings", "record_number", "term", "major", "issued_on",
];

/** What papers read of a package. */
export function pack(changes: Partial<Package["nature"]> = {}): Package {
  const seat = (id: string, name: string) => ({
    id, name, department: "道里区民政局", certificate_number: `合成${id.at(-1)}`,
    certificate_until: "2030-01-01", seat: "officer", is_lead: id === LEAD,
  });
  const part = {
    visit: { id: VISIT, department: "民政" },
    nature: { code: "daily", may_find: true, may_order: true, min_officers: 2, ...changes },
    officers: [seat(LEAD, "李示例"), seat(SECOND, "王样本"), seat("…9", "未到场（合成）")],
    words: {
      "onsite-record": words("onsite-record", RECORD_FILLED),
      "rectification-order": words("rectification-order", ORDER_FILLED),
    },
    numbers: [
      { kind: "onsite-record", numbers: ["合成检录〔2026〕4号", "合成检录〔2026〕5号"] },
      { kind: "rectification-order", numbers: ["合成责改〔2026〕2号"] },
    ],
  };
  return part as unknown as Package;
}

/** The visit that these operations make. */
export function visitOf(own: Operation[]) {
  return reduceVisit(VISIT, { told: [], own }, { lead: LEAD, tolerance: () => null });
}

/** Both officers are there since nine. */
export function arrival(hand: Hand, scan?: Json): Operation[] {
  const opened = hand.do("visit.open", scan === undefined ? {} : { scan });
  return [opened, hand.do("visit.join", { officer: SECOND })];
}

export function row(
  id: string,
  outcome: string,
  answer?: Json,
  item: Partial<Item> = {},
): RecordRow {
  const title = { zh: `项目${id}`, en: id };
  return { item: { id, title, rule: "yes_no", with: {}, ...item } as Item, answer, outcome };
}

export function form(changes: Partial<RecordForm> = {}): RecordForm {
  return {
    number: "合成检录〔2026〕4号", representative: "郑合成", post: "院长", recusal: "",
    reading: "自行阅读", corrections: [], opinion: "情况属实", observed: {},
    at: "2026-03-02T11:05:00+08:00", ...changes,
  };
}
