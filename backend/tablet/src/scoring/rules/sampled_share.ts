/** Points by the share of a sample that passes (抽样合格率); too small a sample earns nothing. */

import type { Json } from "../../core/types";
import { badAnswer, isObject } from "../fault";
import { ONE, wholeOf } from "../numbers";
import { bandsOf } from "./bands";
import { award, type Rule, type Setting } from "./base";

interface Sample {
  seen: bigint;
  passed: bigint;
}

export function sampledShare({ with: data }: Setting): Rule<Sample> {
  const { bands } = bandsOf(data.bands);
  const least = BigInt(Number(data.sample_min));
  return {
    read: readSample,
    award({ seen, passed }) {
      if (seen < least) {
        return award(
          0n,
          `抽查 ${seen}，少于规定的 ${least}`,
          `only ${seen} of ${least} were looked at`,
        );
      }
      const band = bands.find(({ edge }) => passed * ONE >= edge * seen);
      const [zh, en] = [`${seen} 中 ${passed} 合格`, `${passed}/${seen} pass`];
      if (band) return award(band.points, zh, en);
      return award(0n, `${zh}，未达任何一档`, `${en}, below every band`);
    },
  };
}

function readSample(raw: Json | undefined, place: string): Sample {
  if (!isObject(raw) || Object.keys(raw).sort().join() !== "looked_at,passed") {
    throw badAnswer(place, "an object with looked_at and passed", raw ?? null, "give both counts");
  }
  const seen = wholeOf(raw.looked_at, `${place}: looked_at`);
  const passed = wholeOf(raw.passed, `${place}: passed`);
  if (passed <= seen) return { seen, passed };
  throw badAnswer(place, "at most as many passed as were looked at", raw, "count again");
}
