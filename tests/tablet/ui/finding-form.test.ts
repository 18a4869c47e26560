/** Noting and changing problems: proposed by the library, only what changed travels. */

import type { FindingRecord, LibraryFinding } from "../../../backend/tablet/src/core/types";
import {
  blankForm, bodyOf, changesOf, faultsOf, formOf, fromLibrary, needsAnew,
} from "../../../backend/tablet/src/ui/visit/findingForm";
import { gravestFirst, numbered } from "../../../backend/tablet/src/ui/visit/findings";
import { hazardBody, usualDemands } from "../../../backend/tablet/src/ui/visit/hazard";
import LIBRARY from "../stand-in/library.json";
import { GB, itemOf, openVisit } from "./visit";

const FIRE = itemOf(GB, "basic.fire");
const EXIT = (LIBRARY as LibraryFinding[]).find((one) => one.id === "exit-blocked")!;
const blank = () => blankForm(FIRE, ["p1"], "民政");

it("cannot be kept before it says what is wrong and by when", () => {
  expect(faultsOf(blank())).toEqual(["wording", "days"]);
  expect(faultsOf({ ...blank(), wording: "堆物", term: "date" })).toEqual(["date"]);
  expect(faultsOf({ ...blank(), wording: "堆物", term: "none" })).toEqual([]);
  expect(faultsOf({ ...blank(), wording: "堆物", days: "3651" })).toEqual(["days"]);
  expect(faultsOf({ ...blank(), wording: "字".repeat(2001), days: "7" })).toEqual(["too-long"]);
});

it("takes clause, wording, demand, term and department from the library in one touch", () => {
  const body = bodyOf(fromLibrary(blank(), EXIT, "zh"));
  expect(body).toMatchObject({
    clause: EXIT.clause, wording: EXIT.wording.zh, demand: EXIT.demand.zh,
    due_days: 0, due_unit: "day", severity: "hidden_danger", competent_department: "消防救援",
    library_code: "exit-blocked", evidence: ["p1"],
  });
});

async function noted(): Promise<FindingRecord> {
  const { desk } = await openVisit();
  const body = bodyOf(fromLibrary(blank(), EXIT, "zh"));
  await desk.write("finding.add", { id: "00000000-0000-7000-8000-0000000000f1", ...body });
  return [...desk.state.value.findings.values()][0] as FindingRecord;
}

it("sends only the keys that changed", async () => {
  const record = await noted();
  expect(changesOf(record, formOf(record))).toEqual({});
  const changed = { ...formOf(record), days: "3", corrected: true };
  expect(changesOf(record, changed)).toEqual({ due_days: 3, corrected: true });
});

it("notes anew what a change could not say: a term by date instead of days", async () => {
  const record = await noted();
  expect(needsAnew(record, { ...formOf(record), term: "date", on: "2026-12-01" })).toBe(true);
  expect(needsAnew(record, { ...formOf(record), days: "9" })).toBe(false);
});

it("orders a major hazard at once, numbered, in the words of the papers", async () => {
  const { desk } = await openVisit();
  const demands = usualDemands("停止使用。");
  const hazard = { item: "basic.equipment", wording: " 电梯超期 ", demands, evidence: [] };
  const body = hazardBody(desk, hazard, undefined);
  expect(body).toMatchObject({ severity: "major", due_days: 0, due_unit: "day", wording: "电梯超期" });
  expect(body["demand"]).toMatch(/^1\. 停止使用。\n2\. .+\n3\. /);
  await desk.write("finding.add", { id: "00000000-0000-7000-8000-0000000000f2", ...body });
  expect([...desk.state.value.findings.values()][0]?.severity).toBe("major");
});

it("numbers only what is there, and one demand not at all", () => {
  expect(numbered(["", "停止使用。", " "])).toBe("停止使用。");
  expect(numbered(["甲", "", "乙"])).toBe("1. 甲\n2. 乙");
});

it("lists the gravest first", () => {
  const given = ["general", "major", "hidden_danger", "major"] as const;
  const order = gravestFirst(given.map((severity) => ({ severity }))).map((one) => one.severity);
  expect(order).toEqual(["major", "major", "hidden_danger", "general"]);
});
