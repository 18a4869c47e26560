/** Points for each good thing found, up to a cap (逐项加分). */

import { least, micro, plain, wholeOf, type Micro } from "../numbers";
import { award, type Rule, type Setting } from "./base";

/** The points for one and the cap, which is the item's points unless given. */
export function eachAndCap({ with: data, full }: Setting): [Micro, Micro] {
  return [micro(String(data.each)), data.cap === undefined ? full : micro(String(data.cap))];
}

export function countEach(setting: Setting): Rule<bigint> {
  const [each, cap] = eachAndCap(setting);
  const [one, most] = [plain(each), plain(cap)];
  return {
    read: (raw, place) => wholeOf(raw, place),
    award: (n) =>
      award(least(cap, each * n), `${n} × ${one} 分，最多 ${most} 分`, `${n} × ${one}, at most ${most}`),
  };
}
