/** Exact decimals: a tolerance is a tolerance, to the last digit. */

import { same } from "../../../backend/tablet/src/core/adopted";

it.each([
  ["12.0", "12.5", "0.5", true],
  ["12.0", "12.50000000000000000001", "0.5", false],
  ["0.1", "0.3", "0.2", true],
  ["1e2", "100", "0", true],
  ["-1", "+1", "2", true],
  [12, "12.4", "0.5", true],
  ["yes", "no", "5", false],
  ["12", "12.0", null, false],
  [{ na: "无" }, "12", "5", false],
])("%j and %j within %j: %j", (one, other, tolerance, expected) => {
  expect(same(one, other, tolerance)).toBe(expected);
});
