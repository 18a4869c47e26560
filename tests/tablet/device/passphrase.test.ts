/** What a person knows wraps the key; too short is refused, wrong is no error but null. */

import { Fault } from "../../../backend/tablet/src/app/session.types";
import {
  ROUNDS, demandLong, unwrapBySecret, wrapBySecret,
} from "../../../backend/tablet/src/device/passphrase";

const KEY = Uint8Array.from({ length: 32 }, (_, n) => n);
const WORDS = "春天的第一场检查从这里开始";

it("opens with the same words, typed full-width or not, and with no others", async () => {
  const wrap = await wrapBySecret(KEY, "Visit 2026 spring", 1000);
  expect(await unwrapBySecret(wrap, "Visit 2026 spring")).toEqual(KEY);
  expect(await unwrapBySecret(wrap, "Ｖisit ２026 spring")).toEqual(KEY);
  expect(await unwrapBySecret(wrap, "visit 2026 spring")).toBeNull();
});

it("makes 600,000 rounds, with a salt of its own each time", async () => {
  const [one, other] = [await wrapBySecret(KEY, WORDS), await wrapBySecret(KEY, WORDS)];
  expect([one.rounds, ROUNDS]).toEqual([600_000, 600_000]);
  expect(one.salt).not.toBe(other.salt);
  expect(await unwrapBySecret(one, WORDS)).toEqual(KEY);
});

it.each([
  ["九个字的口令不够用", false],
  ["十个字的口令正好够用", true],
  ["𠮷𠮷𠮷𠮷𠮷", false],
])("%s is long enough: %j", (typed, long) => {
  if (long) expect(demandLong(typed)).toBe(typed);
  else expect(() => demandLong(typed)).toThrow(Fault);
});
