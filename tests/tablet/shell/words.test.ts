/** Every word is there in Chinese and in English. */

import { GROUPS } from "../../../backend/tablet/src/ui/today/groups";
import { language, perhaps, t } from "../../../backend/tablet/src/ui/words";

interface Table {
  [key: string]: string;
}
interface Part {
  zh: Table;
  en: Table;
}

const FILES = import.meta.glob<Record<string, Part>>(
  "../../../backend/tablet/src/ui/words/*.ts", { eager: true });
const SOURCES = import.meta.glob<string>(
  ["../../../backend/tablet/src/**/*.{ts,vue}", "!**/ui/words/[!w]*", "!**/ui/words/*/**"],
  { eager: true, query: "?raw", import: "default" });
const SOURCE = Object.values(SOURCES).join("\n");
/** Keys put together from a piece and a word of the data. */
const COMPOSED = /^(fault|shell\.(un)?sav|sync\.(kind|part|doing|bar)|today\.(short-)?|shut\.)/;
const OWN = ["shell", "entry", "today", "settings", "sync"];

const parts = Object.entries(FILES).flatMap(([file, exported]) =>
  Object.values(exported)
    .filter((one) => typeof one === "object" && one !== null && "zh" in one && "en" in one)
    .map((part) => ({ name: file.replace(/^.*\/(\w+)\.ts$/, "$1"), part })));
const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

test("the words were found", () => {
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(OWN));
});

test("Chinese and English fill the same places", () => {
  const unlike = parts.flatMap(({ part }) =>
    Object.keys(part.zh).filter(
      (key) => String(holes(part.zh[key] ?? "")) !== String(holes(part.en[key] ?? "")),
    ));
  expect(unlike).toEqual([]);
});

test("no word is empty, and no key is said twice", () => {
  const keys = parts.flatMap(({ part }) => Object.keys(part.zh));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  const empty = parts.flatMap(({ part }) =>
    [...Object.entries(part.zh), ...Object.entries(part.en)].filter(([, word]) => !word.trim()));
  expect(empty).toEqual([]);
});

test("every key a screen asks for has its words", () => {
  const known = new Set(parts.flatMap(({ part }) => Object.keys(part.zh)));
  const asked = [...SOURCE.matchAll(/\bt\(\s*"([a-z][\w.-]+)"/g)].map(([, key]) => key ?? "");
  expect(asked.length).toBeGreaterThan(100);
  expect([...new Set(asked)].filter((key) => !known.has(key))).toEqual([]);
});

test("no word of the shell is left over", () => {
  const own = parts.filter(({ name }) => OWN.includes(name));
  const unused = own
    .flatMap(({ part }) => Object.keys(part.zh))
    .filter((key) => !COMPOSED.test(key))
    .filter((key) => !SOURCE.includes(`"${key}"`) && !SOURCE.includes(`'${key}'`));
  expect(unused).toEqual([]);
});

test("every fault the tablet throws is explained", () => {
  const thrown = [...SOURCE.matchAll(/new Fault\(\s*"([a-z-]+)"/g)].map(([, code]) => code ?? "");
  expect(thrown).toContain("passphrase-short");
  expect([...new Set(thrown)].filter((code) => !perhaps(`fault.${code}`))).toEqual([]);
});

test("each group of today's visits is named, long and short", () => {
  for (const group of GROUPS) {
    expect(perhaps(`today.${group}`)).not.toBe("");
    expect(perhaps(`today.short-${group}`)).not.toBe("");
  }
});

test("one and many are said apart in English", () => {
  language.value = "en";
  expect(t("sync.what-records", { n: "1" })).toBe("1 record");
  expect(t("sync.what-records", { n: "1,204" })).toBe("1,204 records");
  expect(t("record.gap.officers", { n: 1 })).toBe("1 more officer must be present");
  language.value = "zh";
  const spoken = parts.flatMap(({ part }) => Object.values(part.en));
  expect(spoken.filter((words) => /\w\(s\)/.test(words))).toEqual([]);
});

test("a place in the words is filled, in the language of the tablet", () => {
  language.value = "en";
  expect(t("shell.wait", { n: 5 })).toBe("Wait 5 s before trying again");
  language.value = "zh";
  expect(t("shell.wait", { n: 5 })).toBe("请等待 5 秒后再试");
});
