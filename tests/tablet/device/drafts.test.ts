/** What was typed and not saved is kept a moment later, once, and ends with the visit. */

import { Drafts } from "../../../backend/tablet/src/device/drafts";
import { isHandled } from "../../../backend/tablet/src/device/store/handled";
import type { Kept } from "../../../backend/tablet/src/device/store/kept";

function book(before: { [key: string]: unknown } = {}) {
  const kept: unknown[] = [];
  const drafts = new Drafts(before, async (values) => void kept.push(values));
  return { drafts, kept };
}

test("many keys are one write, and all of them are in it", async () => {
  const { drafts, kept } = book();
  for (const words of ["消", "消防", "消防通道"]) drafts.write("note a", words);
  drafts.write("finding new a", { wording: "占用" });
  await drafts.flush();
  expect(kept).toEqual([{ "note a": "消防通道", "finding new a": { wording: "占用" } }]);
});

test("what was saved is taken out; nothing is written where nothing was drafted", async () => {
  const { drafts, kept } = book({ "note a": "消防通道" });
  drafts.write("note b", null);
  await drafts.flush();
  expect(kept).toEqual([]);
  drafts.write("note a", null);
  await drafts.flush();
  expect(kept).toEqual([{}]);
});

test("after the lock of the visit nothing is left and nothing comes back", async () => {
  const { drafts, kept } = book({ record: { representative: "合成" } });
  await drafts.end();
  drafts.write("record", { representative: "合成" });
  await drafts.flush();
  expect(kept).toEqual([{}]);
  expect(drafts.read("record")).toBeUndefined();
});

test("a draft that could not be stored is tried again with the next key", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let full = true;
  const kept: unknown[] = [];
  const drafts = new Drafts({}, async (values) => {
    if (full) throw new Error("full");
    kept.push(values);
  });
  drafts.write("note a", "一");
  await drafts.flush();
  full = false;
  drafts.write("note a", "一二");
  await drafts.flush();
  expect(kept).toEqual([{ "note a": "一二" }]);
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});

test("done with one word of the server is not done with another", () => {
  const kept = { handled: new Map([["a", { outcome: "refused", code: "item-unknown" }]]) } as Kept;
  expect(isHandled(kept, "a", { id: "a", outcome: "refused", code: "item-unknown" })).toBe(true);
  expect(isHandled(kept, "a", { id: "a", outcome: "conflict", code: "record-moved" })).toBe(false);
  expect(isHandled(kept, "a", null)).toBe(false);
  expect(isHandled(kept, "b", { id: "b", outcome: "refused" })).toBe(false);
});
