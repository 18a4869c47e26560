/** Pieces of a photo: small after a cut, so that little is sent twice; whole while the line holds. */

import { Pace } from "../../../backend/tablet/src/device/wire/pace";
import { chance } from "../chance";

const KB = 1024;

it("sends a photo in one piece until the line is cut", () => {
  const pace = new Pace();
  for (let n = 0; n < 50; n += 1) pace.passed();
  expect(pace.size).toBe(Infinity);
  pace.cut();
  expect(pace.size).toBe(64 * KB);
});

it("halves its pieces with every cut, not below sixteen kilobytes", () => {
  const pace = new Pace();
  const sizes = Array.from({ length: 5 }, () => (pace.cut(), pace.size / KB));
  expect(sizes).toEqual([64, 32, 16, 16, 16]);
});

it("grows again while the line holds, back to one piece; a cut begins the count anew", () => {
  const pace = new Pace();
  for (let n = 0; n < 3; n += 1) pace.cut();
  const passed = (times: number) => Array.from({ length: times }, () => pace.passed());
  passed(7);
  expect(pace.size).toBe(16 * KB);
  passed(1);
  expect(pace.size).toBe(32 * KB);
  pace.cut();
  passed(7);
  expect(pace.size).toBe(16 * KB);
  passed(8 * 8);
  expect(pace.size).toBe(Infinity);
});

/** Bytes sent for so many, where every connection breaks and the broken piece goes up again. */
function sent(bytes: number, cutAfter: number, pace: Pick<Pace, "size" | "cut" | "passed">): number {
  const dice = chance(7);
  let [there, up, left] = [0, 0, 1 + dice.below(2 * cutAfter)];
  while (there < bytes) {
    const piece = Math.min(pace.size, bytes - there);
    if (piece <= left) {
      [there, up, left] = [there + piece, up + piece, left - piece];
      pace.passed();
    } else {
      const again = 1 + dice.below(2 * cutAfter);
      up += left + Math.min(piece, again); // the browser sends it once more, from its beginning
      there += left;
      left = Math.max(1, again - piece);
      pace.cut();
    }
  }
  return up;
}

it("sends less than a third too much over a line that is cut every 64 KB", () => {
  const photos = 20 * 1000 * KB;
  const whole = { size: Infinity, cut: () => undefined, passed: () => undefined };
  expect(sent(photos, 64 * KB, whole) / photos).toBeGreaterThan(1.7);
  expect(sent(photos, 64 * KB, new Pace()) / photos).toBeLessThan(1.34);
});
