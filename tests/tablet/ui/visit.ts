/** A visit on the real desk, for tests of its screens' logic (合成数据). */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { ref } from "../../../backend/tablet/node_modules/vue";

import { openDesk } from "../../../backend/tablet/src/app/desk";
import type { Bundle, Item, Package, ToldOperation } from "../../../backend/tablet/src/core/types";
import { LEAD, SECOND, TABLET, VISIT } from "../core/make";
import { MemoryStore } from "../memory-store";

const path = fileURLToPath(new URL("../vectors/cases.json", import.meta.url));
const cases = JSON.parse(readFileSync(path, "utf-8")) as { version: string; bundle: Bundle }[];

export function bundleOf(version: string): Bundle {
  const found = cases.find((one) => one.version === version);
  if (!found) throw new Error(`expected ${version}, came none; run tests.tablet.cases`);
  return structuredClone(found.bundle);
}
export const EXAMPLE = bundleOf("example/1");
export const GB = bundleOf("gb-38600-2019/2022.1");

export function itemOf(bundle: Bundle, id: string): Item {
  const found = bundle.chapters.flatMap((chapter) => chapter.items).find((one) => one.id === id);
  if (!found) throw new Error(`expected the item ${id}, came none; correct the test`);
  return found;
}

const PACKAGE = {
  visit: { id: VISIT, state: "approved", department: "民政" },
  nature: { code: "inspection", may_find: true, min_officers: 2 },
  officers: [
    { id: LEAD, name: "检查员甲（合成）", is_lead: true },
    { id: SECOND, name: "检查员乙（合成）", is_lead: false },
  ],
  findings_library: [],
} as unknown as Package;

const BRIEF = {
  id: VISIT, state: "open", version: 1, window_from: "2026-03-01", window_until: "2026-03-09",
};

/** `told`: what the server told of the colleague. */
export async function openVisit(bundle = GB, told: ToldOperation[] = []) {
  const store = new MemoryStore(TABLET);
  const heard = { standing: {}, visits: [BRIEF], receipts: [], resync: false };
  await store.hear({ ...heard, operations: told });
  const desk = await openDesk({
    store,
    device: ref({ id: TABLET, label: "合成平板", region: "2301" }),
    login: ref({ person: "p", officer: LEAD, name: "合成", username: "u" }),
    now: () => new Date("2026-03-02T01:00:00Z"),
    package: async () => ({ package: PACKAGE, bundle }),
  }, VISIT);
  const row = (id: string) => {
    const found = desk.rows.value.find((one) => one.item.id === id);
    if (!found) throw new Error(`expected a row of ${id}, came none`);
    return found;
  };
  return { store, desk, row };
}
