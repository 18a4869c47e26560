/** A visit on the desk for the papers: real desk, real papers, a store in memory (合成数据). */

import { ref } from "../../../backend/tablet/node_modules/vue";

import { openDesk } from "../../../backend/tablet/src/app/desk";
import type { Desk } from "../../../backend/tablet/src/app/desk.types";
import type { Bundle, Item, Json, NumberBlock } from "../../../backend/tablet/src/core/types";
import type { RenderedText } from "../../../backend/tablet/src/core/types";
import { ORDER, orderContext, RECORD } from "../../../backend/tablet/src/papers";
import type { RecordDraft } from "../../../backend/tablet/src/ui/papers/draft";
import { freshDraft } from "../../../backend/tablet/src/ui/papers/draft";
import { recordOf } from "../../../backend/tablet/src/ui/papers/recording";
import { numbersFor, renderBody } from "../../../backend/tablet/src/ui/papers/rendering";
import { currentText } from "../../../backend/tablet/src/ui/papers/texts";
import { LEAD, SECOND, TABLET, VISIT } from "../core/make";
import { MemoryStore } from "../memory-store";
import { pack, template } from "../papers/make";

const plain = { zh: "", en: "" };
const WORDS = { confirmed: "confirmed", source: "合成" };

function item(id: string, zh: string): Item {
  return {
    id, title: { zh, en: id }, clause: `合成条款 ${id}`, source: WORDS.source,
    confidence: WORDS.confirmed, max_points: null, pass_at: "1", rule: "yes_no", with: {},
    look_for: plain, evidence: [], when: null, na: "drop", attest: "one", tolerance: null,
    veto: false, major_hazard: false, base: true, resident_visible: false, risk: null,
    continues: [],
  };
}

export const BUNDLE: Bundle = {
  format: 1, standard: "synthetic", version: "1", digest: "0".repeat(64), title: plain,
  ground: { clause: "合成", source: "合成", confidence: "confirmed" }, natures: ["inspection"],
  provisional: false, settings: { rate_of: "applicable", total_as: "raw", rounding: null },
  facts: [{
    name: "residents", title: { zh: "在住老年人数", en: "Residents" }, kind: "count", unit: null,
    options: [], clause: "", source: "合成", confidence: "confirmed",
  }],
  chapters: [{
    id: "safety", title: { zh: "安全", en: "Safety" }, max_points: "0", clause: "", source: "合成",
    confidence: "confirmed",
    items: [item("safety.exit", "疏散通道"), item("safety.patrol", "夜间巡查")],
  }],
  levels: [], limits: [], conclusions: [], lists: [], findings: [],
};

export const AT = new Date("2026-03-02T11:05:00+08:00");

export interface Scene {
  desk: Desk;
  store: MemoryStore;
  draft: RecordDraft;
  /** The clock of the tablet; a test may move it. */
  clock: { at: Date };
  /** Make the record's text as the screen does. */
  record(): Promise<RenderedText>;
  /** Make the order's text as the screen does. */
  order(): Promise<RenderedText>;
  /** The context of the last text of a kind. */
  context(kind: string): Promise<{ [key: string]: Json }>;
}

/** Both officers came, everything is answered, one item fails with its finding. */
export async function scene(numbers?: NumberBlock[]): Promise<Scene> {
  const store = new MemoryStore(TABLET);
  const given = {
    ...pack(),
    officers: pack().officers.slice(0, 2),
    templates: { [RECORD]: template(RECORD), [ORDER]: template(ORDER) },
    ...(numbers ? { numbers } : {}),
  };
  const clock = { at: AT };
  const desk = await openDesk(
    {
      store, device: ref({ id: TABLET, label: "合成", region: "230102" }), login: ref(null),
      now: () => clock.at, package: async () => ({ package: given, bundle: BUNDLE }),
    },
    VISIT,
  );
  await desk.write("visit.open", {});
  await desk.write("visit.join", {}, { officer: SECOND });
  await desk.write("fact.set", { name: "residents", value: "68" });
  await desk.write("answer.set", { item: "safety.patrol", value: "yes" });
  await desk.write("answer.set", { item: "safety.exit", value: "no", note: "堆放轮椅3台" });
  await desk.write("finding.add", FINDING);
  const draft: RecordDraft = {
    ...freshDraft(), representative: "郑合成", post: "院长", recusal: "no",
  };
  return { desk, store, draft, clock, ...makers(desk, store, draft, clock) };
}

export const FINDING = {
  id: "00000000-0000-7000-8000-0000000000f1", item: "safety.exit", clause: "合成条款",
  wording: "疏散通道堆放杂物", severity: "hidden_danger", demand: "清理通道", due_days: 10,
};

function makers(desk: Desk, store: MemoryStore, draft: RecordDraft, clock: { at: Date }) {
  const write = async (kind: typeof RECORD | typeof ORDER) => {
    const state = desk.state.value;
    const numbers = await numbersFor(kind, store, desk.package, state);
    const items = desk.rows.value.map((row) => row.item.id);
    const body = await renderBody(kind, desk.package, state, numbers, (number) =>
      kind === RECORD
        ? recordOf(desk, state, desk.rows.value, draft, { number, at: clock.at })
        : orderContext(desk.package, state, items, { number, at: clock.at }),
    );
    if (body) await desk.write("paper.render", body);
    const text = currentText(desk.state.value, kind);
    if (!text) throw new Error("expected a text, came none");
    return text;
  };
  const context = async (kind: string) => {
    const rows = await store.journal({ visit: VISIT });
    const last = rows.findLast((one) => one.body["kind"] === kind);
    return last?.body["context"] as { [key: string]: Json };
  };
  return { record: () => write(RECORD), order: () => write(ORDER), context };
}

export { LEAD, SECOND, VISIT };
