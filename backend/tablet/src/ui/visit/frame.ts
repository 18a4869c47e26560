/** The list one draws from (抽样范围): typed, pasted from a sheet, or a run of rooms. */

export interface Frame {
  labels: string[];
  /** Said more than once; kept once. */
  twice: string[];
  /** Longer than the record takes. */
  tooLong: string[];
}

const LONGEST = 200;
const MOST = 5000;
const RUN = /^(.*?)(\d{1,6})\s*(–|—|~|～|至|到|-)\s*(.*?)(\d{1,6})$/;

/** Labels of a text: one a line, or set apart by commas; "201-215" is a run of fifteen. */
export function frameOf(text: string): Frame {
  const labels: string[] = [];
  const seen = new Set<string>();
  const twice = new Set<string>();
  const tooLong: string[] = [];
  for (const label of text.split(/[\n\r\t,，、;；]+/).flatMap((piece) => runOf(piece.trim()))) {
    if (!label) continue;
    if (label.length > LONGEST) tooLong.push(label);
    else if (seen.has(label)) twice.add(label);
    else if (labels.length < MOST) labels.push(label);
    seen.add(label);
  }
  return { labels, twice: [...twice], tooLong };
}

/** "2-201至2-215" and "201-215" in full; "2-201" is one room, as are all whose digits differ. */
function runOf(piece: string): string[] {
  const match = RUN.exec(piece);
  if (!match) return [piece];
  const [, head = "", first = "", sign, again = "", last = ""] = match;
  const [from, until] = [Number(first), Number(last)];
  const sameHead = again === "" || again.trim() === head.trim();
  const alike = first.length === last.length && (sign !== "-" || first.length >= 3);
  if (!sameHead || !alike || until <= from || until - from >= MOST) return [piece];
  return Array.from({ length: until - from + 1 }, (_, step) =>
    `${head}${String(from + step).padStart(first.length, "0")}`);
}
