/** When it locks by itself, when it tries again, and that two never write at once. */

import { Idle } from "../../../backend/tablet/src/device/idle";
import { Schedule } from "../../../backend/tablet/src/device/schedule";
import { Turn } from "../../../backend/tablet/src/device/turn";

const MINUTE = 60_000;

async function idle(minutes = 5) {
  const hand = { now: 10 * MINUTE, locked: 0, busy: false };
  const made = new Idle(() => (hand.locked += 1), () => hand.busy, () => minutes, () => hand.now);
  await made.during(async () => undefined); // a touch
  const after = (wait: number) => {
    hand.now += wait;
    made.look();
    return hand.locked;
  };
  return { hand, made, after };
}

it("locks after five minutes without a touch, not before", async () => {
  const { after } = await idle();
  expect(after(4.9 * MINUTE)).toBe(0);
  expect(after(0.2 * MINUTE)).toBe(1);
});

it("keeps to two minutes at least and fifteen at most", async () => {
  expect((await idle(0.5)).after(1.9 * MINUTE)).toBe(0);
  expect((await idle(60)).after(15 * MINUTE)).toBe(1);
});

it("does not lock while something is being saved or the camera is open", async () => {
  const { hand, made, after } = await idle();
  hand.busy = true;
  expect(after(6 * MINUTE)).toBe(0);
  hand.busy = false;
  let back = () => undefined as void;
  const camera = made.during(() => new Promise<void>((resolve) => (back = resolve)));
  expect(after(12 * MINUTE)).toBe(0);
  back();
  await camera;
  expect(after(1 * MINUTE)).toBe(0);
  void made.during(() => new Promise(() => undefined)); // a camera that nobody closes
  expect(after(21 * MINUTE)).toBe(1);
});

describe("rounds", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("addEventListener", () => undefined);
    vi.stubGlobal("removeEventListener", () => undefined);
    const none = () => undefined;
    vi.stubGlobal("document", { addEventListener: none, removeEventListener: none });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function rounds(next: number | null, lasts = 0) {
    const told = { begun: 0, atOnce: 0, most: 0, planned: null as number | null };
    const schedule = new Schedule(
      async () => {
        told.begun += 1;
        told.most = Math.max(told.most, (told.atOnce += 1));
        await new Promise((resolve) => setTimeout(resolve, lasts));
        told.atOnce -= 1;
        return next;
      },
      (at) => (told.planned = at),
    );
    return { schedule, told };
  }

  it("tries at once when it starts, then when the round says", async () => {
    const { schedule, told } = rounds(30_000);
    schedule.start();
    await vi.advanceTimersByTimeAsync(1);
    expect(told.begun).toBe(1);
    expect(told.planned).toBeGreaterThan(Date.now() + 29_000);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(told.begun).toBe(2);
    schedule.stop();
  });

  it("sends two seconds after the first of many writes, all of them in one round", async () => {
    const { schedule, told } = rounds(null);
    schedule.start();
    await vi.advanceTimersByTimeAsync(0);
    for (let n = 0; n < 10; n += 1) {
      schedule.wrote();
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(told.begun).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told.begun).toBe(2);
    schedule.stop();
  });

  it("never runs two rounds at once; who asks during one gets one more after it", async () => {
    const { schedule, told } = rounds(null, 5_000);
    schedule.start();
    await vi.advanceTimersByTimeAsync(1_000);
    const asked = Promise.all([schedule.now(), schedule.now()]);
    await vi.advanceTimersByTimeAsync(10_000);
    await asked;
    expect([told.begun, told.most]).toEqual([2, 1]);
    schedule.stop();
  });
});

it("writes one after the other, and goes on after one that failed", async () => {
  const turn = new Turn();
  const order: string[] = [];
  const slow = turn.take(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push("slow");
  });
  const failed = turn.take(() => Promise.reject(new Error("full")));
  const quick = turn.take(async () => void order.push("quick"));
  expect(turn.busy).toBe(true);
  await expect(failed).rejects.toThrow("full");
  await Promise.all([slow, quick]);
  expect(order).toEqual(["slow", "quick"]);
  expect(turn.busy).toBe(false);
});
