/** What is still missing before the record: each thing once, with its place. */

import { gapsOf, here, leadOf } from "../../../backend/tablet/src/ui/visit/gaps";
import { Hand, LEAD, OTHER, SECOND, VISIT } from "../core/make";
import { GB, openVisit } from "./visit";

type Desk = Awaited<ReturnType<typeof openVisit>>["desk"];
const codes = (desk: Desk) => gapsOf({
  state: desk.state.value, rows: desk.rows.value, package: desk.package, bundle: desk.bundle,
});
const count = (desk: Desk, code: string) => codes(desk).find((gap) => gap.code === code)?.count;

it("asks first for the start, the second officer and the facts", async () => {
  const { desk } = await openVisit();
  const first = codes(desk).slice(0, 3).map((gap) => [gap.code, gap.count]);
  expect(first).toEqual([["open", 1], ["officers", 2], ["facts", 2]]);
  await desk.write("visit.open", {});
  expect(count(desk, "open")).toBeUndefined();
  expect(count(desk, "officers")).toBe(1);
});

it("is empty once all is answered, reconciled and worded", async () => {
  const { desk } = await openVisit();
  await desk.write("visit.open", {});
  await desk.write("visit.join", {}, { officer: SECOND });
  await desk.write("fact.set", { name: "residents", value: "68" });
  await desk.write("fact.set", { name: "manages_medicine", value: "no" });
  for (const row of [...desk.rows.value]) {
    const value = row.item.rule === "sampled_share" ? { looked_at: 3, passed: 3 } : "yes";
    await desk.write("answer.set", { item: row.item.id, value });
  }
  expect(codes(desk)).toEqual([]);
});

it("leads each gap to the list that shows exactly those items", async () => {
  const told = new Hand(OTHER, SECOND).answer("basic.patrol", "no");
  const { desk } = await openVisit(GB, [told]);
  await desk.write("answer.set", { item: "basic.patrol", value: "yes" });
  await desk.write("answer.set", { item: "basic.fire", value: "no" });
  const places = Object.fromEntries(codes(desk).map((gap) => [gap.code, [gap.count, gap.to]]));
  expect(places["reconcile"]).toEqual([1, `/visit/${VISIT}/differences`]);
  expect(places["finding"]).toEqual([1, `/visit/${VISIT}/items?filter=finding`]);
  expect(places["facts"]).toEqual([2, `/visit/${VISIT}/facts`]);
});

it("counts nobody as here who has left, and knows the lead after a handover", async () => {
  const { desk } = await openVisit();
  await desk.write("visit.open", {});
  await desk.write("visit.join", {}, { officer: SECOND });
  await desk.write("visit.handover", { to: SECOND, reason: "合成" });
  await desk.write("visit.leave", { reason: "合成" });
  expect(here(desk.state.value)).toEqual([SECOND]);
  expect(leadOf(desk.state.value, desk.package.officers)).toBe(SECOND);
  expect(leadOf({ lead: null }, desk.package.officers)).toBe(LEAD);
});
