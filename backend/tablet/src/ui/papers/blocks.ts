/** A text cut into lines for the sheet, as the layout of the paper cuts them (版式分行). */

export type LineKind =
  | "agency" | "title" | "number" | "heading" | "item" | "row" | "salutation" | "signoff" | "body";

export interface Line {
  /** Place among the lines of the text, blank ones counted, from 0. */
  n: number;
  kind: LineKind;
  text: string;
  /** Of a row: label and value. */
  label?: string;
  value?: string;
}

const HEAD: LineKind[] = ["agency", "title", "number"];
const HEADING = /^[一二三四五六七八九十]+、/;
const ITEM = /^[0-9]+\. /;
const ROW = /^([^，。；、：“”]{1,14})：(.+)$/;
const SIGNOFF = "　　　　";

/** Every line that holds something, none changed. */
export function linesOf(text: string): Line[] {
  const numbered = text.split("\n").map((words, n) => ({ n, text: words }));
  const held = numbered.filter((line) => line.text !== "");
  return held.map((line, at) => cut(line.n, line.text, HEAD[at]));
}

function cut(n: number, text: string, head: LineKind | undefined): Line {
  if (head) return { n, kind: head, text };
  if (text.startsWith(SIGNOFF)) return { n, kind: "signoff", text };
  if (HEADING.test(text)) return { n, kind: "heading", text };
  if (ITEM.test(text)) return { n, kind: "item", text };
  const row = ROW.exec(text);
  if (row) return { n, kind: "row", text, label: row[1] ?? "", value: row[2] ?? "" };
  const addressed = text.endsWith("：") && !text.includes("，");
  return { n, kind: addressed ? "salutation" : "body", text };
}

/** Where a line stands, as one would say it: 第三部分第2项“现场情况”. */
export function placeOf(lines: readonly Line[], n: number): string {
  const at = lines.findIndex((line) => line.n === n);
  const before = lines.slice(0, at + 1);
  const lastHeading = before.findLastIndex((line) => line.kind === "heading");
  const part = lastHeading >= 0 ? HEADING.exec(before[lastHeading]?.text ?? "")?.[0] : undefined;
  const item = before.slice(lastHeading + 1).findLast((line) => line.kind === "item");
  const label = lines[at]?.label;
  const words = [
    part ? `第${part.slice(0, -1)}部分` : "首部",
    item ? `第${Number.parseInt(item.text, 10)}项` : "",
    label ? `“${label}”` : "",
  ];
  return words.join("");
}

/** What of a line is corrected: its value, without the number or the label. */
export function contentOf(line: Line): string {
  return line.value ?? line.text.replace(ITEM, "").trim();
}
