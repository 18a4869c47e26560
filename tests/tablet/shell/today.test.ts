/** Today's visits: where each belongs, and how long it has. */

import type { VisitLine } from "../../../backend/tablet/src/app/session.types";
import {
  groupOf, grouped, termOf, unverified, weakPin,
} from "../../../backend/tablet/src/ui/today/groups";
import { clockOf, stateOf, unsent } from "../../../backend/tablet/src/ui/today/words";
import { lineOf } from "../stand-in/people";
import type { LineGiven } from "../stand-in/people";

const NOON = new Date("2026-11-23T04:00:00Z"); // 12:00 in Shanghai
const line = (given: Partial<LineGiven>, brief: Partial<VisitLine["brief"]> = {}) => {
  const made = lineOf(1, { state: "notified", until: 3, ...given });
  const window = { window_from: "2026-11-20", window_until: "2026-11-26" };
  return { ...made, brief: { ...made.brief, ...window, ...brief } };
};

test.each([
  ["open and here", line({ state: "open" }), "in-progress"],
  ["begun here, the server not told yet", line({ waiting: 1 }), "in-progress"],
  ["here, not begun", line({}), "ready"],
  ["opened by a colleague, not here", line({ state: "open", ready: false }), "to-download"],
  ["locked here, photos on the way", line({ state: "open", lockedHere: true }), "waiting"],
  ["locked by the server too", line({ state: "locked", lockedHere: true }), "closed"],
  ["cancelled before the download", line({ state: "cancelled", ready: false }), "closed"],
])("a visit %s", (_, one, group) => {
  expect(groupOf(one)).toBe(group);
});

test("what ends first stands first, empty groups are left out", () => {
  const soon = line({}, { id: "b", window_until: "2026-11-24" });
  const late = line({}, { id: "a", window_until: "2026-11-30" });
  expect(grouped([late, soon])).toEqual([{ group: "ready", lines: [soon, late] }]);
});

test("the clock counts civil days in Shanghai, wherever the tablet thinks it is", () => {
  const lateEvening = new Date("2026-11-26T15:59:00Z"); // 23:59 on the last day
  expect(termOf(line({}), lateEvening)).toEqual({ is: "today" });
  expect(termOf(line({}), new Date("2026-11-26T16:00:00Z"))).toEqual({ is: "over", days: 1 });
  expect(termOf(line({}), NOON)).toEqual({ is: "left", days: 3 });
  expect(termOf(line({}, { window_from: "2026-11-25" }), NOON)).toEqual({ is: "from", days: 2 });
});

test("three days before the end the clock turns due, then overdue; closed has none", () => {
  expect(clockOf(line({}), NOON)).toMatchObject({ tone: "due", words: "还剩 3 天（至 11月26日）" });
  expect(clockOf(line({}, { window_until: "2026-11-27" }), NOON)?.tone).toBe("plain");
  expect(clockOf(line({}, { window_until: "2026-11-22" }), NOON)?.tone).toBe("late");
  expect(clockOf(line({ state: "concluded" }), NOON)).toBeUndefined();
});

test("a dispute is said before everything else", () => {
  expect(stateOf(line({ state: "concluded", disputed: 2 })).words).toBe("2 项待处理");
});

test("photos among the waiting are not counted as records too", () => {
  expect(unsent(line({ waiting: 15, photosWaiting: 3 }))).toBe("待传 12 条记录、3 张照片");
  expect(unsent(line({ waiting: 4, photosWaiting: 4 }))).toBe("待传 4 张照片");
  expect(unsent(line({}))).toBe("");
});

test("an officer who has not proved himself on this tablet is named", () => {
  expect(unverified(line({ keys: 1 })).map(({ name }) => name)).toEqual(["检查员乙（合成）"]);
});

test("PINs everybody tries first are not taken", () => {
  expect(["000000", "777777", "123456", "987654"].every(weakPin)).toBe(true);
  expect(["482913", "112233", "135791"].some(weakPin)).toBe(false);
});
