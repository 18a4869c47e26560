// Values as the command line prints them in its messages, so that both say the same line.

import { Real, type Value } from "./json";

const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const UNSEEN = /[\p{C}\p{Z}]/u;
const SHORT: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };
const ENOUGH = 400; // entries: no message is as long

/** All on one line, single spaces. */
export function oneLine(text: string): string {
  return text.split(SPACE).filter(Boolean).join(" ");
}

/** A value on one line, never longer than the limit. */
export function shown(value: Value, limit = 60): string {
  const text = Array.from(oneLine(written(value)));
  return text.length <= limit ? text.join("") : `${text.slice(0, limit - 1).join("")}…`;
}

/** The same in ASCII only, for text that breaks the rules of text. */
export function shownPlain(value: Value): string {
  return shown(written(value, true));
}

function written(value: Value, plain = false): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quoted(value, plain);
  if (value instanceof Real) return real(value.value);
  if (Array.isArray(value)) {
    return `[${value.slice(0, ENOUGH).map((one) => written(one, plain)).join(", ")}]`;
  }
  if (value instanceof Map) {
    const pairs = [...value].slice(0, ENOUGH);
    return `{${pairs.map(([k, v]) => `${quoted(k, plain)}: ${written(v, plain)}`).join(", ")}}`;
  }
  return String(value);
}

function quoted(text: string, plain: boolean): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = Array.from(text, (char) => {
    if (char === mark) return `\\${char}`;
    const short = SHORT[char];
    if (short) return short;
    const code = char.codePointAt(0) ?? 0;
    const seen = char === " " || (!UNSEEN.test(char) && (!plain || code < 127));
    return seen ? char : escaped(code);
  });
  return mark + inside.join("") + mark;
}

function escaped(code: number): string {
  const digits = code.toString(16);
  if (code < 256) return `\\x${digits.padStart(2, "0")}`;
  return code < 65536 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

function real(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const text = String(value);
  return Number.isInteger(value) && !text.includes("e") ? `${text}.0` : text;
}
