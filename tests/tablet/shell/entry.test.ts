/** Codes, passphrases and numbers as they are typed in the field. */

import { readCode } from "../../../backend/tablet/src/ui/entry/code";
import { SHORTEST, length } from "../../../backend/tablet/src/ui/entry/passphrase";
import { SHORTEST as DEMANDED } from "../../../backend/tablet/src/device/passphrase";
import { plainNumber, step, wellFormed, within } from "../../../backend/tablet/src/ui/parts/fields";
import { bytes, civil, day } from "../../../backend/tablet/src/ui/words/when";

const CODE = "AbCd_1234-efGH5678ijKLmnop90QRst";

test("the code is read from the QR's address, with the office's fingerprint", () => {
  expect(readCode(`https://office.example/tablet/#/enrol?code=${CODE}&key=0f1e`)).toEqual({
    code: CODE, key: "0f1e",
  });
});

test("a typed code may have blanks; something else is refused", () => {
  expect(readCode(` ${CODE.slice(0, 8)} ${CODE.slice(8)} `)).toEqual({ code: CODE, key: "" });
  expect(readCode("https://weather.example/")).toBeNull();
  expect(readCode("#/enrol?code=")).toBeNull();
  expect(readCode("")).toBeNull();
});

test("the screen asks for a passphrase as long as the device does, as people count", () => {
  expect(SHORTEST).toBe(DEMANDED);
  expect(length("道里区养老检查平板")).toBe(9);
  expect(length("𠮷".repeat(10))).toBe(10);
});

test("full-width digits of a Chinese keyboard are numbers", () => {
  expect(plainNumber("１２．５")).toBe("12.5");
  expect(plainNumber("1，200")).toBe("1200");
  expect(wellFormed(plainNumber("３"), 0, false)).toBe(true);
});

test("what is no number with so many places is not taken", () => {
  const typed = ["1.5", "-1", "1.", ".5", "1e3", "两"];
  expect(typed.filter((text) => wellFormed(text, 0, false))).toEqual([]);
  expect(wellFormed("1.25", 2, false)).toBe(true);
  expect(wellFormed("1.255", 2, false)).toBe(false);
  expect(within("", 1, 3)).toBe(true);
  expect(within("4", 1, 3)).toBe(false);
});

test("one more and one less stay exact and inside the bounds", () => {
  expect(step("0.1", 1)).toBe("1.1");
  expect(step("0.30", -1)).toBe("-0.70");
  expect(step("", 1)).toBe("1");
  expect(step("0", -1, 0)).toBe("0");
  expect(step("9007199254740993", 1)).toBe("9007199254740994");
});

test("days are those of the office, sizes those of people", () => {
  expect(civil(new Date("2026-11-23T17:00:00Z"))).toBe("2026-11-24");
  expect(day("2026-11-26")).toBe("11月26日");
  expect(day("2027-01-05", new Date("2026-11-23T04:00:00Z"))).toBe("2027年1月5日");
  expect([999, 4_300_000, 25_000_000_000].map(bytes)).toEqual(["999 B", "4.1 MB", "23.3 GB"]);
});
