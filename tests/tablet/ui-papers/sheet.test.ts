/** What stands on the sheet is the text, to the character; a touched line knows its place. */

import { contentOf, linesOf, placeOf } from "../../../backend/tablet/src/ui/papers/blocks";
import { scene } from "./scene";

test("the sheet shows every character of the text and no other", async () => {
  const { text } = await (await scene()).record();

  const shown = linesOf(text).map((line) =>
    line.kind === "row" ? `${line.label}：${line.value}` : line.text,
  );

  expect(shown.join("\n")).toBe(text.split("\n").filter(Boolean).join("\n"));
});

test("the head, the parts, the rows and the sign-off are told apart", async () => {
  const lines = linesOf((await (await scene()).record()).text);

  expect(lines.slice(0, 3).map((line) => line.kind)).toEqual(["agency", "title", "number"]);
  expect(lines.filter((line) => line.kind === "heading")).toHaveLength(5);
  expect(lines.filter((line) => line.kind === "signoff")).toHaveLength(2);
});

test("a line is named as one would say it, and gives what stands there", async () => {
  const lines = linesOf((await (await scene()).record()).text);
  const seen = lines.find((line) => line.label === "现场情况");
  const site = lines.find((line) => line.label === "现场负责人");

  expect(seen && placeOf(lines, seen.n)).toBe("第三部分第1项“现场情况”");
  expect(seen && contentOf(seen)).toBe("堆放轮椅3台");
  expect(site && placeOf(lines, site.n)).toBe("第一部分“现场负责人”");
});
