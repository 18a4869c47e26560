/** Fetched again, a package brings what is new and drops no number a paper may bear. */

import { merged } from "../../../backend/tablet/src/app/session/packages";

const block = (id: string, kind: string, ...numbers: string[]) => ({ id, kind, numbers });

it("keeps the numbers of a block that the server counts as used already", () => {
  const old = [block("b1", "onsite-record", "1号", "2号", "3号")];
  const fresh = [block("b1", "onsite-record", "3号", "4号", "5号")];
  expect(merged(old, fresh)).toEqual([block("b1", "onsite-record", "1号", "2号", "3号", "4号", "5号")]);
});

it("keeps a block of last year beside the new one", () => {
  const old = [block("b1", "onsite-record", "〔2026〕9号")];
  const fresh = [block("b2", "onsite-record", "〔2027〕1号")];
  expect(merged(old, fresh).map((one) => one["id"])).toEqual(["b1", "b2"]);
});
