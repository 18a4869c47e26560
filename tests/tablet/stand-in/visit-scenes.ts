/** Scenes of one visit: who came, what was answered, photographed, found (全部为合成数据). */

import type { NewPhoto } from "../../../backend/tablet/src/core/ports";
import type {
  Bundle, Json, Kind, LibraryFinding, Operation, Package, ToldOperation,
} from "../../../backend/tablet/src/core/types";
import CASES from "../vectors/cases.json";
import LIBRARY from "./library.json"; // findings of the bundle of gb-38600-2019/2022.1
import { DEVICE, OFFICERS, id, lineOf } from "./people";
import type { Scene } from "./scenes";

export const VISIT = id("a1", 1);
const OTHER_DEVICE = id("de", 2);
const [LEAD, SECOND] = OFFICERS.map((one) => one.id) as [string, string];

export interface VisitScene {
  bundle: Bundle;
  own: Operation[];
  told: ToldOperation[];
  photos: NewPhoto[];
  change(given: Package): Package;
}

const bundleOf = (start: string): Bundle => {
  const found = CASES.find((one) => one.version.startsWith(start));
  if (!found) throw new Error(`expected the cases of ${start}, came none; run tests.tablet.cases`);
  return found.bundle as unknown as Bundle;
};
const GB = bundleOf("gb-38600-2019/");
const EXAMPLE = bundleOf("example/1");
const RATINGS = bundleOf("example/2");
const STARS = bundleOf("cms-five-star/");
const INCOMPLETE = bundleOf("gbt-37276-2018/2020.1");

/** The same items over and over under other codes: a list of 500. */
function longBundle(): Bundle {
  const chapters = Array.from({ length: 10 }, (_, n) => GB.chapters.map((chapter) => ({
    ...chapter,
    id: `${chapter.id}${n}`,
    title: { zh: `${chapter.title.zh}（${n + 1}）`, en: `${chapter.title.en} (${n + 1})` },
    items: chapter.items.map((item) => ({ ...item, id: item.id.replace(".", `${n}.`) })),
  }))).flat();
  return { ...GB, chapters, findings: [], lists: [] };
}

class Script {
  readonly own: Operation[] = [];
  readonly told: ToldOperation[] = [];
  readonly photos: NewPhoto[] = [];
  private at = Date.now() - 2 * 3_600_000;

  do(kind: Kind, body: { [key: string]: Json }, officer = LEAD, there = false): this {
    const list = there ? this.told : this.own;
    this.at += 40_000;
    list.push({
      id: id(there ? "0c" : "0b", list.length + 1), device: there ? OTHER_DEVICE : DEVICE,
      seq: list.length + 1, kind, visit: VISIT, parent: null, after: [],
      done_at: new Date(this.at).toISOString(), body: { officer, ...body },
    });
    return this;
  }

  answer(item: string, value: Json, officer = LEAD, note = ""): this {
    const body = { item, value, ...(note ? { note } : {}) };
    return this.do("answer.set", body, officer, officer === SECOND);
  }

  photo(n: number, item: string, bytes: Uint8Array, more: { [key: string]: Json } = {}): this {
    const sha256 = String(n).repeat(64);
    this.photos.push({ id: id("e1", n), visit: VISIT, sha256, mediaType: "image/jpeg", bytes });
    return this.do("evidence.add", {
      id: id("e1", n), item, sha256, length: bytes.length, media_type: "image/jpeg", kind: "photo",
      captured_at: new Date(this.at).toISOString(), person_visible: false,
      position: { lat: "45.755", lon: "126.617", accuracy: "8", mock: false }, ...more,
    });
  }

  arrive(): this {
    return this.do("visit.open", {}).do("visit.join", {}, SECOND, true);
  }
}

/** A corridor, drawn: no place, no person. */
async function picture(tall = false): Promise<Uint8Array> {
  const [width, height] = tall ? [900, 1200] : [1200, 900];
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  if (!pen) return new Uint8Array([0xff, 0xd8, 0xff]);
  const wall = pen.createLinearGradient(0, 0, 0, height);
  wall.addColorStop(0, "#d8d2c4");
  wall.addColorStop(1, "#8c8577");
  pen.fillStyle = wall;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#5d6b62";
  pen.fillRect(width * 0.38, height * 0.22, width * 0.24, height * 0.46);
  pen.fillStyle = "#2c7a4b";
  pen.fillRect(width * 0.42, height * 0.12, width * 0.16, height * 0.06);
  pen.fillStyle = "#9a7b4f";
  for (const n of [0, 1, 2]) {
    pen.fillRect(width * (0.3 + n * 0.13), height * (0.6 - n * 0.04), width * 0.14, height * 0.24);
  }
  pen.fillStyle = "#ffffff";
  pen.font = "36px sans-serif";
  pen.fillText("合成照片", 40, height - 40);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.7 });
  return new Uint8Array(await blob.arrayBuffer());
}

const PROBLEM = {
  item: "basic.fire", clause: "GB 38600-2019 第4章（符合消防等强制性规定；款次待核）",
  basis: "属消防救援部门职责，告知、移送", wording: "二层东侧安全出口堆放纸箱三只，影响疏散（合成数据）。",
  severity: "hidden_danger", demand: "立即清除障碍、打开出口，并保持畅通。", due_days: 0, due_unit: "day",
  competent_department: "消防救援", library_code: "exit-blocked", evidence: [id("e1", 1)],
  corrected: false,
};

function half(script: Script, corridor: Uint8Array): Script {
  const items = GB.chapters.flatMap((chapter) => chapter.items);
  script.arrive().do("fact.set", { name: "residents", value: "68" });
  for (const [n, item] of items.slice(2, 20).entries()) {
    if (item.rule === "yes_no") script.answer(item.id, "yes", n % 3 === 2 ? SECOND : LEAD);
  }
  return script
    .photo(1, "basic.fire", corridor, { caption: "二层东侧安全出口（合成）" })
    .photo(2, "basic.fire", corridor, { person_visible: true, regions: [[380, 520, 260, 220]] })
    .answer("basic.fire", "no", LEAD, "纸箱为食堂配送，机构当场答应清走")
    .do("finding.add", { ...PROBLEM, id: id("f1", 1) })
    .answer("basic.building", "no")
    .answer("basic.safety_signs", "no", SECOND)
    .answer("basic.patrol", "yes").answer("basic.patrol", "no", SECOND, "夜间 2 时没有巡查记录")
    .do("answer.set", { item: "basic.equipment", na: "机构没有此类设施设备" })
    .do("finding.add", {
      ...PROBLEM, id: id("f1", 2), item: "basic.handover", wording: "交接班记录缺 11 月 3 日夜班（合成数据）。",
      severity: "general", competent_department: "民政", evidence: [], due_days: 15,
      due_unit: "working_day", corrected: true,
    });
}

const EARLIER: Package["open_problems"] = [{
  number: "哈里民责改〔2026〕3号", state: "overdue", due_on: "2026-10-20", finding: id("f9", 1),
  item: "basic.fire",
  clause: PROBLEM.clause, wording: "一层北侧灭火器压力不足（合成数据）。", demand: "更换、补充合格灭火器并建立检查记录。",
  severity: "hidden_danger", evidence: [id("e1", 1), id("e9", 9)],
}];

const usual = (given: Package): Package => ({
  ...given,
  visit: { ...given.visit, this_year_count: 2, purpose: "双随机抽查（合成）" },
  findings_library: LIBRARY as LibraryFinding[],
  open_problems: EARLIER,
  helpers: [{ name: "辅助员丙（合成）", organisation: "合成社区" }],
  emergency: [
    { title: { zh: "区民政局值班室（合成）", en: "Office on duty (synthetic)" }, phone: "0451-0000 0000" },
    { title: { zh: "区消防救援大队（合成）", en: "Fire brigade (synthetic)" }, phone: "000-00000001" },
  ],
});

type Make = () => Promise<VisitScene>;
const scene = (make: Make): Scene => ({
  visits: [lineOf(1, { state: "open", keys: 2, until: 2 })],
  visit: make,
});
type Fill = (script: Script, corridor: Uint8Array) => Script;
const made = async (bundle: Bundle, fill: Fill, change = usual): Promise<VisitScene> => {
  const script = fill(new Script(), await picture());
  return { bundle, own: script.own, told: script.told, photos: script.photos, change };
};

async function intake(): Promise<Package["intake_key"]> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  return { id: id("ca", 1), jwk: await crypto.subtle.exportKey("jwk", pair.publicKey) };
}

export const VISIT_SCENES: Record<string, Scene> = {
  "visit-new": scene(() => made(GB, (script) => script, (given) => ({
    ...usual(given), visit: { ...usual(given).visit, scan: { code: "", at: null, reason: "" } },
  }))),
  "visit-half": scene(async () => {
    const key = await intake();
    return made(GB, half, (given) => ({ ...usual(given), intake_key: key ?? null }));
  }),
  "visit-done": scene(() => made(GB, (script) => {
    script.arrive().do("fact.set", { name: "residents", value: "68" })
      .do("fact.set", { name: "manages_medicine", value: "no" });
    for (const item of GB.chapters.flatMap((chapter) => chapter.items)) {
      script.answer(item.id, item.rule === "sampled_share" ? { looked_at: 3, passed: 3 } : "yes");
    }
    return script;
  }, (given) => ({ ...usual(given), open_problems: [] }))),
  "visit-locked": scene(() => made(GB, (script, corridor) =>
    half(script, corridor).do("visit.lock", {
      operations: 1, answers_digest: "0".repeat(64), evidence: [],
    }))),
  "visit-second": scene(() => made(EXAMPLE, (script) => script.arrive()
    .answer("environment.light", { points: "32", reason: "走廊偏暗（合成）" }, SECOND))),
  "visit-rating": scene(() => made(EXAMPLE, (script) => script.arrive()
    .do("fact.set", { name: "beds", value: "120" })
    .do("fact.set", { name: "private_toilet_share", value: "0.75" })
    .do("fact.set", { name: "upper_floors", value: "yes" })
    .answer("environment.noise", "42.5").answer("environment.traffic", ["stop_500m", "shuttle"])
    .answer("environment.light", { points: "32", reason: "走廊偏暗（合成）" })
    .answer("facilities.lift", "bed_lift").answer("service.meals", "B")
    .answer("operation.complaints", 2)
    .answer("operation.rules", { staff: "yes", safety: "B" }))),
  "visit-ratings": scene(() => made(RATINGS, (script) => {
    script.arrive().do("fact.set", { name: "beds", value: "24" })
      .do("fact.set", { name: "accident", value: "yes" });
    const first = CASES.find((one) => one.version === "example/2")?.cases
      .find((one) => "visit" in one && Object.keys(one.visit?.answers ?? {}).length > 9);
    const answers = (first && "visit" in first ? first.visit?.answers : {}) ?? {};
    for (const [item, value] of Object.entries(answers)) script.answer(item, value as Json);
    return script.answer("facilities.call_points", { looked_at: 10, passed: 1 });
  })),
  "visit-stars": scene(() => made(STARS, (script) => script.arrive()
    .do("fact.set", { name: "cycle_1_points", value: "10" })
    .do("fact.set", { name: "payroll_data", value: "no" }))),
  "visit-incomplete": scene(() => made(INCOMPLETE, (script) => script.arrive())),
  "visit-long": scene(() => made(longBundle(), (script) => script.arrive())),
};
