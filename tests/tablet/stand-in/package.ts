/** A visit as downloaded, on the real text of a checklist (合成数据). */

import type { VisitLine } from "../../../backend/tablet/src/app/session.types";
import type { Bundle, Package } from "../../../backend/tablet/src/core/types";
import CASES from "../vectors/cases.json";
import { OFFICERS, id } from "./people";

const found = CASES.find((one) => one.version.startsWith("gb-38600-2019/"));
if (!found) throw new Error("expected the cases of gb-38600-2019, came none; run tests.tablet.cases");
export const BUNDLE = found.bundle as unknown as Bundle;

export function packageOf({ brief }: VisitLine): Package {
  const at = new Date().toISOString();
  return {
    visit: {
      id: brief.id, state: brief.state, version: 3, purpose: brief.purpose ?? "", department: "民政",
      window_from: brief.window_from, window_until: brief.window_until, earliest_on: null,
      this_year_count: 0, cap: 2, emergency_reason: "",
      scan: { code: "合成入企码", at: null, reason: "" },
    },
    nature: {
      code: "routine", title: { zh: "日常检查", en: "Routine inspection" }, may_find: true,
      may_order: true, may_grade: false, min_officers: 2, needs_scan: true,
    },
    site: {
      id: id("51", 1), label: brief.site?.label ?? "", name: brief.site?.name ?? "",
      address: brief.site?.address ?? "", beds: 120, kind: "养老机构", state: "filed",
      region: "230102", uscc: "52230102MJY00001XX", legal_person: "道里区合成养老服务中心（合成数据）",
      filing_number: "道里备〔2024〕1号",
    },
    agency: { mark: "哈里民检", name: "哈尔滨市道里区民政局" },
    checklist: {
      standard: BUNDLE.standard, version: BUNDLE.version, digest: BUNDLE.digest,
      bundle: `/api/v1/checklists/${BUNDLE.digest}/bundle`,
    },
    facts: { beds: "120" },
    officers: OFFICERS.map((one, n) => ({
      ...one, department: "民政", certificate_number: `23010200${n + 1}`,
      certificate_until: "2028-12-31", seat: n === 0 ? "主办" : "协办",
    })),
    helpers: [],
    templates: {},
    words: {},
    numbers: [
      { kind: "onsite-record", numbers: ["哈里民检录〔2026〕1号", "哈里民检录〔2026〕2号"] },
      { kind: "rectification-order", numbers: ["哈里民责改〔2026〕1号"] },
    ],
    nonce: "00".repeat(32),
    findings_library: BUNDLE.findings,
    open_problems: [],
    intake_key: null,
    emergency: [{ title: { zh: "区消防救援大队（合成）", en: "Fire brigade (synthetic)" }, phone: "000-00000000" }],
    downloaded_at: at,
    clock: at,
  };
}
