/** Wrong tries wait longer and longer; nothing is deleted, and killing the tab wins nothing. */

import { Fault } from "../../../backend/tablet/src/app/session.types";
import {
  NO_TRIES, type Tries, attempt, stillWaits, waitAfter,
} from "../../../backend/tablet/src/device/tries";

function door(secret: string) {
  const hand = { tries: NO_TRIES as Tries, now: 1_000_000 };
  const kept = {
    get: async () => hand.tries,
    put: async (tries: Tries) => {
      hand.tries = tries;
    },
  };
  const knock = (typed: string) =>
    attempt(kept, "wrong", () => hand.now, async () => (typed === secret ? "open" : null));
  return { hand, kept, knock };
}

const waitOf = (error: unknown): number => (error as Fault).more.waitS ?? -1;

it("waits 0, 0, 0, 5, 15, 30 and then 60 seconds", () => {
  expect(Array.from({ length: 9 }, (_, wrong) => waitAfter(wrong))).toEqual([
    0, 0, 0, 5, 15, 30, 60, 60, 60,
  ]);
});

it("does not even look at the fourth try before its time, and does after it", async () => {
  const { hand, knock } = door("right");
  for (const expected of [0, 0, 5]) {
    expect(waitOf(await knock("wrong").catch((error: unknown) => error))).toBe(expected);
  }
  expect(waitOf(await knock("right").catch((error: unknown) => error))).toBe(5);
  hand.now += 5_000;
  expect(await knock("right")).toBe("open");
  expect(hand.tries).toEqual(NO_TRIES);
});

it("counts a try before it is made", async () => {
  const { hand, kept } = door("right");
  const dies = () => Promise.reject(new Error("killed"));
  const killed = attempt(kept, "pin-wrong", () => hand.now, dies);
  await expect(killed).rejects.toThrow("killed");
  expect(hand.tries.wrong).toBe(1);
});

it("is not shortened by a clock that was set back", () => {
  expect(stillWaits({ wrong: 4, at: 2_000_000 }, 1_000_000)).toBe(15);
});

it("lets in who knows the secret though a full disk cannot count the try, only later", async () => {
  vi.useFakeTimers();
  const full = Object.assign(new Error("full"), { name: "QuotaExceededError" });
  const kept = { get: async () => NO_TRIES, put: () => Promise.reject(full) };
  const opened = attempt(kept, "wrong", Date.now, async () => "open");
  await vi.advanceTimersByTimeAsync(4_900);
  expect(await Promise.race([opened, Promise.resolve("waits")])).toBe("waits");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await opened).toBe("open");
  vi.useRealTimers();
});
