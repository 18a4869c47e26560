/** The points a person gave inside a range, with the reason (专家评分). */

import { badAnswer, isObject } from "../fault";
import { decimalOf, micro, type Micro } from "../numbers";
import { award, type Rule, type Setting } from "./base";

interface Judgement {
  points: Micro;
  reason: string;
}

export function expert({ with: data }: Setting): Rule<Judgement> {
  const least = micro(String(data.least ?? "0"));
  const most = micro(String(data.most));
  const step = data.step === undefined ? null : micro(String(data.step));
  return {
    read(raw, place) {
      if (!isObject(raw) || Object.keys(raw).sort().join() !== "points,reason") {
        throw badAnswer(place, "an object with points and reason", raw ?? null, "give both");
      }
      const { reason } = raw;
      if (typeof reason !== "string" || !reason.trim()) {
        throw badAnswer(place, "a reason in words", reason ?? null, "say why");
      }
      const points = decimalOf(raw.points, `${place}: points`);
      const offStep = step !== null && (points - least) % step !== 0n;
      if (points >= least && points <= most && !offStep) return { points, reason };
      const range = `points from ${data.least ?? "0"} to ${data.most}`;
      const steps = step === null ? "" : ` in steps of ${data.step}`;
      throw badAnswer(place, range + steps, raw.points ?? null, "judge inside the range");
    },
    award: ({ points, reason }) =>
      award(points, `专家评分：${reason}`, `expert judgement: ${reason}`),
  };
}
