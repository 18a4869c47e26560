/** Departments that may be competent (主管部门): the words that the papers use. */

import type { Words } from "../../core/types";
import { said } from "../words";

const KNOWN: Words[] = [
  { zh: "民政", en: "Civil affairs" },
  { zh: "消防救援", en: "Fire and rescue" },
  { zh: "市场监管", en: "Market regulation" },
  { zh: "卫生健康", en: "Health" },
  { zh: "住房城乡建设", en: "Housing and construction" },
  { zh: "公安", en: "Police" },
  { zh: "应急管理", en: "Emergency management" },
  { zh: "生态环境", en: "Environment" },
];

/** In the language of the screens; the papers keep the word of the data. */
export function departmentName(one: string): string {
  return said(KNOWN.find((words) => words.zh === one) ?? one);
}

/** For a choice; a department of the data that is none of these keeps its own word. */
export function departmentOptions(...more: string[]): { id: string; label: string }[] {
  const known = KNOWN.map((words) => ({ id: words.zh, label: said(words) }));
  const isKnown = (one: string) => KNOWN.some((words) => words.zh === one);
  const others = [...new Set(more)].filter((one) => one && !isKnown(one));
  return [...known, ...others.map((one) => ({ id: one, label: one }))];
}
