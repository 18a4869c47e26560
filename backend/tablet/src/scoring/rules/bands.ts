/** Points by the band a number or share falls into (分档). */

import type { Json } from "../../core/types";
import { badAnswer, rowsOf } from "../fault";
import { decimalOf, micro, ONE, plain, type Micro } from "../numbers";
import { award, type Rule, type Setting } from "./base";

/** From this edge on (inclusive), these points. */
export interface Band {
  edge: Micro;
  points: Micro;
}

/** Bands from the best to the worst, and whether more is better. */
export function bandsOf(raw: Json | undefined): { bands: Band[]; upwards: boolean } {
  const rows = rowsOf(raw);
  const upwards = rows[0] !== undefined && "at_least" in rows[0];
  const key = upwards ? "at_least" : "at_most";
  const bands = rows.map((row) => ({
    edge: micro(String(row[key])),
    points: micro(String(row.points)),
  }));
  bands.sort((one, other) => (one.edge < other.edge === upwards ? 1 : -1));
  return { bands, upwards };
}

export function bands({ with: data }: Setting): Rule<Micro> {
  const { bands: steps, upwards } = bandsOf(data.bands);
  const share = data.of === "share";
  const [sign, word] = upwards ? ["≥", "at least"] : ["≤", "at most"];
  return {
    read(raw, place) {
      const value = decimalOf(raw, place, share ? 0 : null);
      if (!share || value <= ONE) return value;
      throw badAnswer(place, "a share from 0 to 1", raw ?? null, 'write 85 % as "0.85"');
    },
    award(value) {
      const have = plain(value);
      const band = steps.find(({ edge }) => (upwards ? value >= edge : value <= edge));
      if (!band) return award(0n, `${have} 未达任何一档`, `${have} reaches no band`);
      const edge = plain(band.edge);
      return award(band.points, `${have} ${sign} ${edge}`, `${have} is ${word} ${edge}`);
    },
  };
}
