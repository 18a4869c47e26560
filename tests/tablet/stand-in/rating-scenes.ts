/** Scenes of a rating by three assessors, from its start to the lock (全部为合成数据). */

import { ref } from "../../../backend/tablet/node_modules/vue";
import SAMPLE from "../../../pdf_templates/rating-record/sample.json";
import SCHEMA from "../../../pdf_templates/rating-record/context.schema.json";
import TEXT from "../../../pdf_templates/rating-record/text.mustache?raw";
import { openDesk } from "../../../backend/tablet/src/app/desk";
import type { Desk } from "../../../backend/tablet/src/app/desk.types";
import { lockBody } from "../../../backend/tablet/src/core/lock";
import { ofRating } from "../../../backend/tablet/src/core/voice";
import type { Bundle, Json, Package } from "../../../backend/tablet/src/core/types";
import { RATING } from "../../../backend/tablet/src/papers";
import { freshDraft } from "../../../backend/tablet/src/ui/papers/draft";
import type { RecordDraft } from "../../../backend/tablet/src/ui/papers/draft";
import { recordOf } from "../../../backend/tablet/src/ui/papers/recording";
import { numbersFor, renderBody } from "../../../backend/tablet/src/ui/papers/rendering";
import { AGREED } from "../../../backend/tablet/src/ui/papers/sentences";
import { currentText } from "../../../backend/tablet/src/ui/papers/texts";
import { ownerOf } from "../../../backend/tablet/src/ui/visit/split";
import { MemoryStore } from "../memory-store";
import CASES from "../vectors/cases.json";
import { packageOf } from "./package";
import { DEVICE, id, lineOf } from "./people";
import type { Scene } from "./scenes";
import type { VisitScene } from "./visit-scenes";

const DEMO = CASES.find(({ version }) => version === "gbt-37276-2018/2020.1-demo");
if (!DEMO) throw new Error("expected the cases of the rating demo, came none; run tests.tablet.cases");
const BUNDLE = DEMO.bundle as unknown as Bundle;
const HOUR_MS = 3_600_000;
export const ASSESSORS = ["评定员甲（合成）", "评定员乙（合成）", "评定员丙（合成）"].map((name, n) => ({
  id: id("0f", n + 1), name, is_lead: n === 0,
}));
const OWNERS = [0, 0, 1, 2, 0];
const FACTS = {
  residents: "60", beds: "120", services_offered: "13", offers_rehabilitation: "yes",
  offers_education: "yes", offers_home_visits: "yes", jurisdiction: "beijing", major_hazard: "no",
};
const FILLED = [
  "number", "started_at", "ended_at", "representative", "representative_post", "assessors",
  "recusal", "total", "assessed", "not_applicable", "not_assessed", "samples", "photos", "items",
  "reading", "corrections", "opinion", "issued_on",
];

/** The best answer the real checklist's cases give to an item. */
function best(): { [item: string]: Json } {
  const visits = (DEMO?.cases ?? []).flatMap((one) => ("visit" in one && one.visit ? [one.visit] : []));
  const known = visits.map(({ answers }) => answers as { [item: string]: Json });
  return known.sort((a, b) => Object.keys(b).length - Object.keys(a).length)[0] ?? {};
}

function rated(given: Package): Package {
  const words = Object.fromEntries(Object.entries(SAMPLE).filter(([name]) => !FILLED.includes(name)));
  const chapters = BUNDLE.chapters.map((chapter, n) => ({
    id: chapter.id, officer: ASSESSORS[OWNERS[n] ?? 0]?.id ?? "",
  }));
  const told = BUNDLE.chapters.map((chapter, n) => ({
    n: String(n + 1), title: chapter.title.zh, assessor: ASSESSORS[OWNERS[n] ?? 0]?.name ?? "",
  }));
  return {
    ...given,
    visit: { ...given.visit, purpose: "2026年度第一批（合成）：现场评定" },
    nature: {
      code: "rating", title: { zh: "等级评定", en: "Rating" }, may_find: false, may_order: false,
      may_grade: true, min_officers: 3, needs_scan: false,
    },
    checklist: {
      standard: BUNDLE.standard, version: BUNDLE.version, digest: BUNDLE.digest, bundle: "",
    },
    officers: ASSESSORS.map((one, n) => ({
      ...one, department: "评定专家库（合成）", certificate_number: `评定证202600${n + 1}`,
      certificate_until: "2028-12-31", seat: "",
    })),
    chapters,
    context: { applied_for: "4", first_application: "yes" },
    templates: { [RATING]: { digest: "2".repeat(64), text: TEXT, schema: SCHEMA as Json } },
    words: { [RATING]: { ...words, site_name: given.site.name, chapters: told } },
    numbers: [{ kind: RATING, numbers: ["哈里民评录〔2026〕1号", "哈里民评录〔2026〕2号"] }],
    findings_library: [], open_problems: [],
  };
}

const LINE = () => {
  const line = lineOf(1, { state: "open", until: 2, waiting: 41 });
  const nature = { code: "rating", title: { zh: "等级评定", en: "Rating" } };
  const brief = { ...line.brief, nature, officers: ASSESSORS, purpose: "现场评定（合成）" };
  return { ...line, brief, keys: ASSESSORS.map((one) => one.id) };
};

class Work {
  readonly store = new MemoryStore(DEVICE);
  at = Date.now() - 2 * HOUR_MS;
  desk!: Desk;
  readonly draft: RecordDraft = {
    ...freshDraft(), representative: "郑合成", post: "院长", recusal: "no",
  };

  async open(): Promise<this> {
    const given = rated(packageOf(LINE()));
    this.desk = await openDesk({
      store: this.store, device: ref({ id: DEVICE, label: "", region: "" }), login: ref(null),
      now: () => new Date((this.at += 20_000)),
      package: async () => ({ package: given, bundle: BUNDLE }),
    }, given.visit.id);
    return this;
  }

  async arrive(): Promise<this> {
    await this.desk.write("visit.open", {});
    for (const { id: officer } of ASSESSORS.slice(1)) {
      await this.desk.write("visit.join", {}, { officer });
    }
    for (const [name, value] of Object.entries(FACTS)) {
      await this.desk.write("fact.set", { name, value });
    }
    return this;
  }

  /** Every chapter by its assessor, as far as `share` of it; one item also by a colleague. */
  async assess(share: (chapter: number) => number): Promise<this> {
    const answers = best();
    for (const [n, chapter] of BUNDLE.chapters.entries()) {
      const officer = ownerOf(this.desk.package, chapter.id);
      const next = ASSESSORS[(ASSESSORS.findIndex((one) => one.id === officer) + 1) % 3]?.id ?? "";
      const items = chapter.items.slice(0, Math.round(chapter.items.length * share(n)));
      for (const { id: item, attest } of items) {
        const value = answers[item];
        if (value === undefined) continue;
        await this.desk.write("answer.set", { item, value }, { officer });
        if (attest === "both") await this.desk.write("answer.set", { item, value }, { officer: next });
      }
    }
    const item = BUNDLE.chapters[2]?.items[0]?.id ?? "";
    const beside = { item, value: answers[item] ?? "yes" };
    await this.desk.write("answer.set", beside, { officer: ASSESSORS[0]?.id ?? "" });
    return this;
  }

  async render(): Promise<this> {
    const { desk, draft, store } = this;
    const state = desk.state.value;
    const numbers = await numbersFor(RATING, store, desk.package, state);
    const at = new Date(this.at);
    const body = await renderBody(RATING, desk.package, state, numbers, (number) =>
      recordOf(desk, state, desk.rows.value, draft, { number, at }));
    if (body) await desk.write("paper.render", body);
    return this;
  }

  async sign(count: number, home: boolean): Promise<this> {
    const text_digest = currentText(this.desk.state.value, RATING)?.text_digest ?? "";
    const signed_on = new Date(this.at).toISOString().slice(0, 10);
    const put = (body: { [key: string]: Json }, officer: string) =>
      this.desk.write("signature.add", { text_digest, signed_on, ...body }, { officer });
    for (const { id: officer, name } of ASSESSORS.slice(0, count)) {
      await put({ signer: "officer", name, proof: "cHJvb2Y" }, officer);
    }
    const signer = { signer: "representative", name: "郑合成", title: "院长" };
    if (home) await put({ ...signer, opinion: ofRating(AGREED) }, ASSESSORS[0]?.id ?? "");
    return this;
  }
}

function scene(doing: (work: Work) => Promise<unknown>): Scene {
  const visit = async (): Promise<VisitScene> => {
    const work = await new Work().open();
    await doing(work);
    return { bundle: BUNDLE, own: await work.store.journal(), told: [], photos: [], change: rated };
  };
  return { visits: [LINE()], visit };
}

const half = (work: Work) =>
  work.arrive().then(() => work.assess((chapter) => [1, 1, 0.6, 0.3, 0.1][chapter] ?? 0));
const whole = (work: Work) => work.arrive().then(() => work.assess(() => 1));

export const RATING_SCENES: Record<string, Scene> = {
  "rating-new": scene(async () => undefined),
  "rating-half": scene(half),
  "rating-whole": scene(whole),
  "rating-read": scene(async (work) => (await whole(work)).render()),
  "rating-signing": scene(async (work) => (await (await whole(work)).render()).sign(2, false)),
  "rating-signed": scene(async (work) => (await (await whole(work)).render()).sign(3, true)),
  "rating-locked": scene(async (work) => {
    await (await (await whole(work)).render()).sign(3, true);
    await work.desk.write("visit.lock", await lockBody(work.desk.state.value));
  }),
};
