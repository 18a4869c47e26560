/** What must be whole before the record is rendered (生成笔录的条件). */

import type { Desk } from "../../app/desk.types";
import type { OfficerSeat } from "../../core/types";
import { gapsOf } from "../visit/gaps";
import type { Gap, GapCode } from "../visit/gaps";
import { awaitedOf } from "./people";

/** Where a visit could not be carried out normally, these are left as they are (未查). */
const ONLY_NORMALLY: GapCode[] = ["facts", "answer", "second-answer", "finding"];
/** Said, but no reason to keep the home waiting. */
const ONLY_SAID: GapCode[] = ["evidence"];

export interface Wholeness {
  /** To be mended first. */
  stops: Gap[];
  /** Worth a look; the record can be made all the same. */
  hints: Gap[];
  /** Officers whose operations are not here, and who did not leave. */
  awaited: OfficerSeat[];
  /** Other tablets whose operations are here as far as they were handed over. */
  tablets: number;
}

/** `abnormal`: the officers said that the visit could not be carried out normally. */
export function wholenessOf(desk: Desk, abnormal: boolean, device: string): Wholeness {
  const state = desk.state.value;
  const gaps = gapsOf({ state, rows: desk.rows.value, package: desk.package, bundle: desk.bundle });
  const soft = abnormal ? [...ONLY_SAID, ...ONLY_NORMALLY] : ONLY_SAID;
  return {
    stops: gaps.filter((gap) => !soft.includes(gap.code)),
    hints: gaps.filter((gap) => soft.includes(gap.code)),
    awaited: awaitedOf(desk.package, state),
    tablets: [...state.heads.keys()].filter((one) => one !== device).length,
  };
}
