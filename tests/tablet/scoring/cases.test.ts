/** Every worked case that travels with a checklist holds on the tablet too. */

import { readFileSync } from "node:fs";

import type { Answer, Bundle, Json } from "../../../backend/tablet/src/core/types";
import { grade, judge, type Places, type Visit } from "../../../backend/tablet/src/scoring";

interface Case {
  case: string;
  expect: { [key: string]: Json };
  item?: string;
  answer?: Answer;
  facts?: { [name: string]: Json };
  visit?: Visit;
  settings?: { [key: string]: string };
  places?: Places;
}
interface Version {
  version: string;
  bundle: Bundle;
  cases: Case[];
}

const FILE = new URL("../vectors/cases.json", import.meta.url);
const VERSIONS = JSON.parse(readFileSync(FILE, "utf8")) as Version[];

/** Of one item points and outcome, of a visit the whole result. */
function found(bundle: Bundle, one: Case): object {
  if (one.visit) {
    const tried = { ...bundle, settings: { ...bundle.settings, ...one.settings } };
    return grade(tried, one.visit, one.places);
  }
  const items = bundle.chapters.flatMap((chapter) => chapter.items);
  const item = items.find(({ id }) => id === one.item);
  if (!item) throw new Error(`no item ${one.item}`);
  const fact = item.rule === "bands" ? item.with.fact : undefined;
  const facts = typeof fact === "string" ? { ...one.facts, [fact]: one.answer ?? null } : one.facts;
  const answer = typeof fact === "string" ? undefined : one.answer;
  const judged = judge(item, answer, facts, bundle.settings);
  return { ...judged, points: judged.points ?? "0" };
}

for (const { version, bundle, cases } of VERSIONS) {
  describe(version, () => {
    if (bundle.incomplete) {
      test("it refuses to grade", () => {
        expect(() => grade(bundle, { answers: {}, facts: {} })).toThrow("incomplete-standard");
      });
    }
    for (const one of cases) {
      test(one.case, () => {
        const result = new Map(Object.entries(found(bundle, one)));
        for (const [key, want] of Object.entries(one.expect)) {
          expect(result.get(key), key).toEqual(want);
        }
      });
    }
  });
}
