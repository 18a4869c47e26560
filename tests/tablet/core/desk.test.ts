/** The desk: what is shown as saved is durable, and every operation has its number. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { ref } from "../../../backend/tablet/node_modules/vue";

import { openDesk } from "../../../backend/tablet/src/app/desk";
import type { Bundle, Package } from "../../../backend/tablet/src/core/types";
import { MemoryStore } from "../memory-store";
import { Hand, LEAD, OTHER, SECOND, TABLET, VISIT } from "./make";

const path = fileURLToPath(new URL("../vectors/cases.json", import.meta.url));
const cases = JSON.parse(readFileSync(path, "utf-8")) as { version: string; bundle: Bundle }[];
const example = cases.find((one) => one.version === "example/1")!.bundle;
const LIFT = "facilities.lift_papers";

/** The example checklist, with one item for both officers. */
function checklist(): Bundle {
  const bundle = structuredClone(example);
  for (const item of bundle.chapters.flatMap((chapter) => chapter.items)) {
    if (item.id === LIFT) Object.assign(item, { attest: "both", evidence: ["photo"], when: null });
  }
  return bundle;
}

const visitPackage = {
  visit: { id: VISIT, state: "approved" },
  nature: { code: "inspection", may_find: true },
  officers: [{ id: LEAD, is_lead: true }, { id: SECOND, is_lead: false }],
} as unknown as Package;

async function desk(store = new MemoryStore(TABLET), officer: string | null = LEAD) {
  const login = officer ? { person: "p", officer, name: "合成", username: "u" } : null;
  const deps = {
    store,
    device: ref({ id: TABLET, label: "合成平板", region: "2301" }),
    login: ref(login),
    now: () => new Date("2026-03-02T01:00:00Z"),
    package: async () => ({ package: visitPackage, bundle: checklist() }),
  };
  return { store, desk: await openDesk(deps, VISIT) };
}

const row = (one: Awaited<ReturnType<typeof desk>>["desk"], item: string) =>
  one.rows.value.find((each) => each.item.id === item)!;

it("numbers what is handed in at once without gap or double, each on what was before", async () => {
  const { store, desk: one } = await desk();
  const given = ["yes", "no", "yes"].map((value) => ({ item: LIFT, value }));
  const answers = given.map((body) => one.write("answer.set", body));
  expect(one.saving.value).toBe(3);
  const written = await Promise.all(answers);
  expect(one.saving.value).toBe(0);
  expect(written.map((each) => each.seq)).toEqual([1, 2, 3]);
  expect(written.map((each) => each.parent)).toEqual([null, written[0]?.id, written[1]?.id]);
  expect((await store.journal()).map((each) => each.id)).toEqual(written.map((each) => each.id));
});

it("shows nothing as saved that the store did not keep, and gives its number back", async () => {
  const { store, desk: one } = await desk();
  await one.write("visit.open", {});
  store.failNext = new Error("no room");
  const failing = one.write("answer.set", { item: LIFT, value: "yes" });
  const after = one.write("answer.set", { item: LIFT, value: "no" });
  await expect(failing).rejects.toThrow("no room");
  expect(await after).toMatchObject({ seq: 2, parent: null });
  expect(row(one, LIFT).mine?.value).toBe("no");
  expect(one.saving.value).toBe(0);
});

it("lets two visits of one tablet number from one row", async () => {
  const store = new MemoryStore(TABLET);
  const { desk: one } = await desk(store);
  const { desk: other } = await desk(store);
  const written = await Promise.all([
    one.write("visit.open", {}), other.write("visit.join", {}), one.write("visit.leave", {}),
  ]);
  expect(written.map((each) => each.seq)).toEqual([1, 2, 3]);
});

it("keeps a photo beside its manifest, and shows it again", async () => {
  const { desk: one } = await desk();
  const bytes = new Uint8Array([1, 2, 3]);
  const file = { sha256: "a", length: 3, media_type: "image/png", kind: "photo", captured_at: "" };
  const photo = { id: "p1", visit: VISIT, sha256: "a", mediaType: "image/png", bytes };
  await one.write("evidence.add", { id: "p1", item: LIFT, ...file }, { photos: [photo] });
  const blob = await one.photo("p1");
  expect([blob?.type, blob?.size]).toEqual(["image/png", 3]);
  expect(await one.photo("p2")).toBeNull();
  expect(row(one, LIFT).photos.map((each) => each.id)).toEqual(["p1"]);
});

it("says what an item still wants", async () => {
  const { desk: one } = await desk();
  expect(row(one, LIFT)).toMatchObject({ outcome: "not_answered", wants: ["answer"] });
  await one.write("visit.open", {});
  await one.write("visit.join", {}, { officer: SECOND });
  await one.write("answer.set", { item: LIFT, value: "no" });
  expect(row(one, LIFT)).toMatchObject({
    outcome: "fail", wants: ["second-answer", "finding", "evidence"],
  });
  await one.write("answer.set", { item: LIFT, value: "yes" }, { officer: SECOND });
  expect(row(one, LIFT)).toMatchObject({ outcome: "differs", wants: ["reconcile"] });
  expect(one.progress.value).toMatchObject({ answered: 1, differing: 1, problems: 0 });
  expect(one.progress.value.chapters.get("facilities")).toMatchObject({ answered: 1 });
});

it("hides a colleague's answer on the same tablet until one's own is there", async () => {
  const { desk: one } = await desk();
  await one.write("answer.set", { item: LIFT, value: "no", note: "门已锁" }, { officer: SECOND });
  const before = row(one, LIFT);
  expect(before).toMatchObject({ answer: undefined, outcome: "not_answered", wants: ["answer"] });
  expect(before.others).toMatchObject([{ hidden: true, value: null, note: "" }]);
  await one.write("answer.set", { item: LIFT, value: "no" });
  expect(row(one, LIFT).others).toMatchObject([{ hidden: false, value: "no" }]);
});

it("shows an item that may be asked, and drops it once it is surely not asked", async () => {
  const { desk: one } = await desk();
  const conditional = example.chapters
    .flatMap((chapter) => chapter.items)
    .find((item) => item.when !== null && "fact" in item.when && item.id !== LIFT)!;
  const { fact } = conditional.when as { fact: string };
  expect(row(one, conditional.id).relevant).toBeNull();
  await one.write("fact.set", { name: fact, value: "no" });
  expect(row(one, conditional.id)).toBeUndefined();
});

it("writes nothing but amendments after the lock, and corrects a lock that waits", async () => {
  const { store, desk: one } = await desk();
  await one.write("visit.open", {});
  await one.write("visit.lock", { operations: 1 });
  expect(one.closed.value).toBe(true);
  await expect(one.write("answer.set", { item: LIFT, value: "yes" })).rejects.toMatchObject({
    code: "visit-closed",
  });
  await one.write("visit.lock", { operations: 2 });
  const brief = { id: VISIT, state: "locked", version: 1, window_from: "", window_until: "" };
  const heard = { standing: {}, operations: [], receipts: [], resync: false };
  await store.hear({ ...heard, visits: [brief] });
  await one.reload();
  await expect(one.write("visit.lock", { operations: 2 })).rejects.toMatchObject({
    code: "visit-closed",
  });
  const added = { second_officer: SECOND, reason: "补充说明", content: {} };
  expect((await one.write("amendment.add", added)).seq).toBe(4);
});

it("opens again after a lock that was refused, and reads what was told meanwhile", async () => {
  const { store, desk: one } = await desk();
  const lock = await one.write("visit.lock", { operations: 1 });
  await store.settle([{ id: lock.id, outcome: "refused", code: "lead-only" }], [], {});
  const told = new Hand(OTHER, SECOND).answer("facilities.rooms", "405");
  await store.hear({ standing: {}, operations: [told], receipts: [], resync: false, visits: [
    { id: VISIT, state: "open", version: 1, window_from: "", window_until: "" },
  ] });
  await one.reload();
  expect(one.closed.value).toBe(false);
  expect(row(one, "facilities.rooms").answer).toBe("405");
});

it("begins with whoever is logged in, or with the lead", async () => {
  expect((await desk(undefined, SECOND)).desk.officer.value).toBe(SECOND);
  expect((await desk(undefined, "not-of-this-visit")).desk.officer.value).toBe(LEAD);
  expect((await desk(undefined, null)).desk.officer.value).toBe(LEAD);
});
