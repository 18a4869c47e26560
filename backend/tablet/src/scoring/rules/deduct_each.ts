/** Points lost for each bad thing found, down to a floor (逐项扣分). */

import { least, plain, wholeOf } from "../numbers";
import { award, type Rule, type Setting } from "./base";
import { eachAndCap } from "./count_each";

export function deductEach(setting: Setting): Rule<bigint> {
  const [each, cap] = eachAndCap(setting);
  const [one, most] = [plain(each), plain(cap)];
  return {
    read: (raw, place) => wholeOf(raw, place),
    award: (n) =>
      award(
        setting.full - least(cap, each * n),
        `${n} 处，每处扣 ${one} 分，最多扣 ${most} 分`,
        `${n} found, ${one} off for each, at most ${most}`,
      ),
  };
}
