/** Everything 现场检查笔录 says (现场检查笔录): the package's words, the visit, the officers' form. */

import type { Answer, Item, Moment, Package, VisitState } from "../core/types";
import type { PaperContext } from "./context";
import { demandWords, findingWords, standing } from "./findings";
import { civilDay, day, minute, oneLine } from "./formatting";
import { resultWords } from "./results";

export const RECORD = "onsite-record";

/** An item that is asked in this visit; what is not asked has no row. */
export interface RecordRow {
  item: Item;
  answer: Answer | undefined;
  /** pass, fail, not_applicable; everything else counts as not checked. */
  outcome: string;
}

/** What the officers fill in before the home reads it. */
export interface RecordForm {
  number: string;
  representative: string;
  post: string;
  /** 否, or who asked whom to withdraw and why. */
  recusal: string;
  reading: string;
  corrections: string[];
  opinion: string;
  /** What was seen, by item; the problem's own wording where nothing was written. */
  observed: { [item: string]: string };
  /** When the record is made: the end of the inspection, and its date. */
  at: Moment | Date;
}

export const READING = { self: "自行阅读", aloud: "由检查人员宣读" } as const;
export const NO_RECUSAL = "否";

/** The context of the record, in the shape of onsite-record/context.schema.json. */
export function recordContext(
  pack: Package,
  state: VisitState,
  rows: readonly RecordRow[],
  form: RecordForm,
): PaperContext {
  const findings = standing(state, rows.map(({ item }) => item.id));
  const officers = presentSeats(pack, state);
  return {
    ...(pack.words[RECORD] as PaperContext),
    ...scanned(state),
    ...(officers ? { officers } : {}),
    ...counted(rows),
    ...framed(state, form),
    items: failing(rows, state, form),
    findings: findings.map((one, n) => ({
      ...findingWords(one, n + 1),
      demand: demandWords(one, pack),
    })),
  };
}

/** What every record of a visit takes from its form: when, with whom, and what the home says. */
export function framed({ opened }: Pick<VisitState, "opened">, form: RecordForm) {
  return {
    number: form.number,
    started_at: minute(opened?.done_at ?? form.at),
    ended_at: minute(form.at),
    representative: oneLine(form.representative),
    representative_post: oneLine(form.post),
    recusal: oneLine(form.recusal) || NO_RECUSAL,
    reading: oneLine(form.reading),
    corrections: form.corrections.map(oneLine).filter(Boolean).map((text) => ({ text })),
    opinion: oneLine(form.opinion),
    issued_on: day(civilDay(form.at)),
  };
}

/** How many items were to be checked, and what came of them (应查, 符合, 存在问题, 不适用, 未查). */
export function counted(rows: readonly RecordRow[]) {
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const [conforming, failing, outside] = [count("pass"), count("fail"), count("not_applicable")];
  return {
    total: String(rows.length),
    conforming: String(conforming),
    failing: String(failing),
    not_applicable: String(outside),
    not_checked: String(rows.length - conforming - failing - outside),
  };
}

/** The scan at the door, where it happened after the package was made. */
function scanned({ opened }: VisitState): { scan?: string } {
  const scan = opened?.body.scan;
  if (typeof scan !== "object" || scan === null || Array.isArray(scan)) return {};
  const { task_code: code, scanned_at: at, reason } = scan;
  if (typeof code === "string" && code && typeof at === "string") {
    return { scan: oneLine(`任务编码${code}，${minute(at)}扫码`) };
  }
  return typeof reason === "string" && reason ? { scan: oneLine(`未扫码：${reason}`) } : {};
}

/** Those who are there; null while nobody has come: then the package's words stand. */
export function presentSeats(
  pack: Package, { joined, left }: VisitState,
): PaperContext[] | null {
  const here = pack.officers.filter(({ id }) => joined.includes(id) && !left.includes(id));
  if (!here.length) return null;
  return here.map((one) => ({
    name: one.name,
    department: one.department,
    certificate: one.certificate_number,
  }));
}

/** The items with a problem, one by one. */
function failing(rows: readonly RecordRow[], state: VisitState, form: RecordForm): PaperContext[] {
  return rows
    .filter((row) => row.outcome === "fail")
    .map(({ item, answer }, n) => ({
      n: String(n + 1),
      title: oneLine(item.title.zh),
      result: resultWords(item, answer),
      observed: oneLine(form.observed[item.id] ?? "") || observedElsewhere(item.id, state),
    }));
}

/** The notes of the officers, else the wording of the item's problems. */
function observedElsewhere(item: string, state: VisitState): string {
  const notes = [...(state.answers.get(item)?.values() ?? [])].map((one) => one.note);
  const findings = standing(state, []).filter((one) => one.item === item);
  const said = notes.some(Boolean) ? notes : findings.map((one) => one.wording);
  return oneLine([...new Set(said.filter(Boolean))].join("；")) || "未另行记载";
}
