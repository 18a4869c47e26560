// The browser's own re-run of a draw: the worked example, what it counts, and what it refuses.

import { readFileSync } from "node:fs";

import { canonical } from "../../../backend/public/src/draw/hash";
import { readJson, type Json } from "../../../backend/public/src/draw/json";
import { dateOf } from "../../../backend/public/src/draw/moment";
import { verify } from "../../../backend/public/src/draw/verifier";
import { work } from "../../../backend/public/src/draw/work";

const folder = new URL("../../scoring/fixtures/draw/", import.meta.url);
const text = readFileSync(new URL("bundle.json", folder), "utf8");

function given(name: string, told: string) {
  return { name, data: new TextEncoder().encode(told).buffer as ArrayBuffer };
}

test("the worked example of the contract holds", async () => {
  expect(await verify(readJson(text))).toEqual([]);
});

test("one changed number of the lottery is named at its place", async () => {
  const bundle = JSON.parse(text);
  const [first] = bundle.sources;
  first.numbers[0] += 1;
  const [found] = await verify(readJson(JSON.stringify(bundle)));
  expect(found?.message).toMatch(/^differs randomness: expected /);
});

test("the whole work says who was drawn and how far it is", async () => {
  const seen: number[] = [];
  const outcome = await work([given("bundle.json", text)], (done) => seen.push(done));
  if (outcome.kind !== "verified") throw new Error(outcome.kind);
  const selected = (JSON.parse(text).iterations.at(-1) as { selected: object }).selected;
  const told = outcome.about.strata.map(({ name, drawn }) => [name, drawn]);
  expect(Object.fromEntries(told)).toEqual(selected);
  expect(seen.at(-1)).toBeGreaterThan(0);
});

test("a file that is no draw is said to be none", async () => {
  const report = () => undefined;
  expect((await work([given("a.json", "{")], report)).kind).toBe("unusable");
  expect((await work([given("a.json", "[]")], report)).kind).toBe("nothing");
  expect((await work([given("a.json", '{"a": 1}')], report)).kind).toBe("unusable");
});

test.each(['{"a":1,"a":2}', "01", "NaN", '"\t"', "[1,]", '"\\x"', "", "1 2"])(
  "%s is no JSON for anybody",
  (wrong) => {
    expect(() => readJson(wrong)).toThrow(SyntaxError);
  },
);

test("keys keep their order, and numbers their size, until they are canonical", () => {
  const told = readJson('{"2":1,"1":[12345678901234567890,-0,1.50],"é":"\\u00e9"}') as Json;
  expect([...told.keys()]).toEqual(["2", "1", "é"]);
  expect(canonical(told)).toBe('{"1":[12345678901234567890,0,1.5],"2":1,"é":"é"}');
});

test.each([
  ["2026-03-02T09:00:00+08:00", "2026-03-02"],
  ["20260302T0900Z", "2026-03-02"],
  ["2026-W10-1 09+08:00", "2026-03-02"],
  ["2024-02-29T23:59:59.5-01:30", "2024-02-29"],
])("%s lies on %s", (moment, day) => {
  expect(dateOf(moment, "place")).toBe(day);
});

test.each(["2026-03-02", "2026-02-30T09:00:00Z", "2026-03-02T24:00:00Z", "2026-W54-1T00:00Z", 7])(
  "%s is no point in time",
  (wrong) => {
    expect(() => dateOf(wrong, "place")).toThrow("bad-time");
  },
);
