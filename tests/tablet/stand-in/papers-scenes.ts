/** Scenes of the papers: from a whole visit to a locked one, made by the real desk (合成数据). */

import { ref } from "../../../backend/tablet/node_modules/vue";
import ORDER_SAMPLE from "../../../pdf_templates/rectification-order/sample.json";
import ORDER_SCHEMA from "../../../pdf_templates/rectification-order/context.schema.json";
import ORDER_TEXT from "../../../pdf_templates/rectification-order/text.mustache?raw";
import RECORD_SAMPLE from "../../../pdf_templates/onsite-record/sample.json";
import RECORD_SCHEMA from "../../../pdf_templates/onsite-record/context.schema.json";
import RECORD_TEXT from "../../../pdf_templates/onsite-record/text.mustache?raw";
import { openDesk } from "../../../backend/tablet/src/app/desk";
import type { Desk } from "../../../backend/tablet/src/app/desk.types";
import { lockBody } from "../../../backend/tablet/src/core/lock";
import type { Json, Package } from "../../../backend/tablet/src/core/types";
import { ORDER, orderContext, RECORD } from "../../../backend/tablet/src/papers";
import { freshDraft } from "../../../backend/tablet/src/ui/papers/draft";
import type { RecordDraft } from "../../../backend/tablet/src/ui/papers/draft";
import { recordOf } from "../../../backend/tablet/src/ui/papers/recording";
import { numbersFor, renderBody } from "../../../backend/tablet/src/ui/papers/rendering";
import {
  AGREED, correctionSentence, RECEIVED,
} from "../../../backend/tablet/src/ui/papers/sentences";
import { currentText } from "../../../backend/tablet/src/ui/papers/texts";
import type { PaperKind } from "../../../backend/tablet/src/ui/papers/texts";
import { MemoryStore } from "../memory-store";
import { BUNDLE, packageOf } from "./package";
import { DEVICE, id, lineOf, NAMES, OFFICERS } from "./people";
import type { Scene } from "./scenes";
import type { VisitScene } from "./visit-scenes";

const [LEAD, SECOND] = OFFICERS.map((one) => one.id) as [string, string];
const HOUR_MS = 3_600_000;
const CORRECTION = "第三部分第1项“现场情况”“纸箱三只”更正为“纸箱两只”";

type Words = { [key: string]: Json };
const standing = (sample: Words, filled: string[]): Words =>
  Object.fromEntries(Object.entries(sample).filter(([name]) => !filled.includes(name)));

function withPapers(given: Package): Package {
  const officers = given.officers.map((one) => ({
    name: one.name, department: "道里区民政局", certificate: one.certificate_number,
  }));
  const { name: site_name, address: place } = given.site;
  const sample = standing(RECORD_SAMPLE as Words, ["items", "findings"]);
  const record = { ...sample, officers, site_name, place };
  const order = { ...standing(ORDER_SAMPLE as Words, ["findings"]), site_name, place };
  return {
    ...given,
    visit: { ...given.visit, this_year_count: 1 },
    templates: {
      [RECORD]: { digest: "0".repeat(64), text: RECORD_TEXT, schema: RECORD_SCHEMA as Json },
      [ORDER]: { digest: "1".repeat(64), text: ORDER_TEXT, schema: ORDER_SCHEMA as Json },
    },
    words: { [RECORD]: record, [ORDER]: order },
  };
}

/** One visit under the hands of the scene. */
class Work {
  readonly store = new MemoryStore(DEVICE);
  at = Date.now() - 2 * HOUR_MS;
  desk!: Desk;
  readonly draft: RecordDraft = {
    ...freshDraft(), representative: "郑合成", post: "院长", recusal: "no", reading: "aloud",
  };

  async open(change: (given: Package) => Package): Promise<this> {
    const given = change(packageOf(LINE()));
    this.desk = await openDesk({
      store: this.store, device: ref({ id: DEVICE, label: "", region: "" }), login: ref(null),
      now: () => new Date((this.at += 20_000)),
      package: async () => ({ package: given, bundle: BUNDLE }),
    }, given.visit.id);
    return this;
  }

  /** Everything answered, three findings: ordered, corrected at once, of another department. */
  async inspect(): Promise<this> {
    const { desk } = this;
    await desk.write("visit.open", {});
    await desk.write("visit.join", {}, { officer: SECOND });
    await desk.write("fact.set", { name: "residents", value: "68" });
    await desk.write("fact.set", { name: "manages_medicine", value: "yes" });
    const failing = ["basic.fire", "basic.patrol", "basic.handover"];
    for (const [n, { item }] of desk.rows.value.entries()) {
      const good = item.rule === "sampled_share" ? { looked_at: 10, passed: 10 } : "yes";
      const value = failing.includes(item.id) ? "no" : good;
      await desk.write("answer.set", { item: item.id, value }, { officer: n % 3 ? LEAD : SECOND });
    }
    for (const [n, one] of FINDINGS.entries()) {
      await desk.write("finding.add", { ...one, id: id("f1", n + 1) });
    }
    return this;
  }

  async render(kind: PaperKind): Promise<this> {
    const { desk, draft, store } = this;
    const state = desk.state.value;
    const numbers = await numbersFor(kind, store, desk.package, state);
    const items = desk.rows.value.map((row) => row.item.id);
    const at = new Date(this.at);
    const body = await renderBody(kind, desk.package, state, numbers, (number) =>
      kind === RECORD
        ? recordOf(desk, state, desk.rows.value, draft, { number, at })
        : orderContext(desk.package, state, items, { number, at }));
    if (body) await desk.write("paper.render", body);
    return this;
  }

  async sign(kind: PaperKind, by: "officers" | "home" | "all"): Promise<this> {
    const text_digest = currentText(this.desk.state.value, kind)?.text_digest ?? "";
    const signed_on = new Date(this.at).toISOString().slice(0, 10);
    const put = (body: Words, officer = LEAD) =>
      this.desk.write("signature.add", { text_digest, signed_on, ...body }, { officer });
    for (const one of by === "home" ? [] : OFFICERS) {
      await put({ signer: "officer", name: one.name, proof: "cHJvb2Y" }, one.id);
    }
    if (by === "officers") return this;
    const home = { signer: "representative", name: "郑合成", title: "院长" };
    for (const [n, text] of this.draft.corrections.entries()) {
      if (kind === RECORD) await put({ ...home, opinion: correctionSentence(n + 1, text) });
    }
    await put({ ...home, opinion: kind === RECORD ? AGREED : RECEIVED });
    return this;
  }

  async lock(): Promise<this> {
    await this.desk.write("visit.lock", await lockBody(this.desk.state.value));
    return this;
  }
}

const FINDINGS: Words[] = [
  {
    item: "basic.fire", clause: "GB 38600-2019 第4章（款次待核）", basis: "《养老机构管理办法》（民政部令第66号）",
    wording: "二层东侧安全出口堆放纸箱三只，影响疏散（合成数据）", severity: "hidden_danger",
    demand: "立即清除障碍、打开出口，明确专人每日检查", due_days: 10, due_unit: "working_day",
    competent_department: "民政",
  },
  {
    item: "basic.handover", clause: "GB 38600-2019 第4章（款次待核）", basis: "",
    wording: "交接班记录缺11月3日夜班（合成数据）", severity: "general", demand: "当场补记并说明", due_days: 0,
    due_unit: "day", competent_department: "民政", corrected: true,
  },
  {
    item: "basic.patrol", clause: "GB 38600-2019 第4章（款次待核）", basis: "",
    wording: "消防控制室夜间无人值守（合成数据）", severity: "major", demand: "告知消防救援部门", due_days: 1,
    due_unit: "day", competent_department: "消防救援",
  },
];

const LINE = () => lineOf(1, { state: "open", keys: 2, until: 2, waiting: 41, photosWaiting: 3 });

type Do = (work: Work) => Promise<unknown>;

interface More {
  change?: (given: Package) => Package;
  keys?: number;
  state?: string;
}

function scene(doing: Do, more: More = {}): Scene {
  const change = (given: Package) => (more.change ?? ((one: Package) => one))(withPapers(given));
  const visit = async (): Promise<VisitScene> => {
    const work = await new Work().open(change);
    await doing(work);
    return { bundle: BUNDLE, own: await work.store.journal(), told: [], photos: [], change };
  };
  const given = LINE();
  const brief = { ...given.brief, state: more.state ?? given.brief.state };
  const sent = more.state ? { waiting: 0, photosWaiting: 0 } : {};
  const keys = OFFICERS.slice(0, more.keys ?? 2).map((one) => one.id);
  const line = { ...given, ...sent, brief, keys };
  return { visits: [line], visit };
}

const corrected: Do = async (work) => {
  await (await work.inspect()).render(RECORD);
  work.draft.corrections.push(CORRECTION);
  await work.render(RECORD);
};

const lostPhoto = (n: number): Words => ({
  id: id("f0", n), item: "basic.fire", sha256: `${n}`.repeat(64), length: 2_400_000,
  media_type: "image/jpeg", kind: "photo", captured_at: "2026-11-22T10:20:00+08:00",
});

export const PAPER_SCENES: Record<string, Scene> = {
  "papers-lost": {
    ...scene(async (work) => {
      await work.inspect();
      for (const n of [0, 1]) await work.desk.write("evidence.add", lostPhoto(n));
      await (await work.render(RECORD)).sign(RECORD, "all");
      await work.lock();
    }),
    photos: [{ length: 2_400_000, trouble: "bytes-missing" }],
  },
  "papers-begun": scene(async ({ desk }) => {
    await desk.write("visit.open", {});
    await desk.write("answer.set", { item: "basic.fire", value: "no" });
  }),
  "papers-ready": scene((work) => work.inspect()),
  "papers-empty-block": scene((work) => work.inspect(), {
    change: (given) => ({ ...given, numbers: [] }),
  }),
  "papers-read": scene(async (work) => (await work.inspect()).render(RECORD)),
  "papers-corrected": scene(corrected),
  "papers-moved": scene(async (work) => {
    await (await work.inspect()).render(RECORD);
    await work.desk.write("answer.set", { item: "basic.building", value: "no" });
  }),
  "papers-refuses": scene(async (work) => {
    await work.inspect();
    work.draft.opinion = { kind: "refuse", words: "认为检查次数过多（合成）", witness: "社区居委会赵某（合成）" };
    await work.render(RECORD);
  }),
  "papers-no-pin": scene(async (work) => (await work.inspect()).render(RECORD), { keys: 1 }),
  "papers-signed": scene(async (work) => {
    await corrected(work);
    await work.sign(RECORD, "all");
  }),
  "papers-order": scene(async (work) => {
    await corrected(work);
    await work.sign(RECORD, "all");
    await work.render(ORDER);
  }),
  "papers-order-signed": scene(async (work) => {
    await corrected(work);
    await work.render(ORDER);
    await work.sign(RECORD, "all");
    await work.sign(ORDER, "all");
  }),
  "papers-locked": scene(async (work) => {
    await corrected(work);
    await work.sign(RECORD, "all");
    await work.lock();
  }),
  "papers-confirmed": scene(async (work) => {
    await corrected(work);
    await work.sign(RECORD, "all");
    await work.lock();
  }, { state: "concluded" }),
  "papers-nobody": scene(async (work) => {
    await work.desk.write("visit.open", {});
    await work.desk.write("visit.join", {}, { officer: SECOND });
    Object.assign(work.draft, { representative: "", post: "", recusal: "" });
    work.draft.outcome = { code: "closed", note: "大门贴有停业公告，电话无人接听（合成）" };
    await work.render(RECORD);
    await work.sign(RECORD, "officers");
  }),
  "papers-long": scene(async (work) => {
    await (await work.inspect()).render(RECORD);
  }, { change: (given) => ({ ...given, site: { ...given.site, name: NAMES.longest } }) }),
};
