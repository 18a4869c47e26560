/** The idle lock (闲置锁定): after some minutes without a touch, never while something is saved. */

export const SHORTEST_MIN = 2;
export const LONGEST_MIN = 15;
export const USUAL_MIN = 5;
const LONGEST_HOLD_MS = 20 * 60_000; // a camera that was never closed keeps nothing open
const LOOK_MS = 5_000;
const GRACE_MS = 8_000; // back from the camera: its photo comes a moment later
const TOUCHES = ["pointerdown", "keydown", "touchstart", "wheel"] as const;

export const asMinutes = (wanted: number): number =>
  Math.min(LONGEST_MIN, Math.max(SHORTEST_MIN, Math.round(wanted) || USUAL_MIN));

export class Idle {
  private touched = 0;
  private shownAt = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private holds = 0;

  constructor(
    private readonly lock: () => void,
    private readonly busy: () => boolean,
    private readonly minutes: () => number,
    private readonly now: () => number = Date.now,
  ) {}

  start(): void {
    this.stop();
    this.touch();
    const how = { passive: true, capture: true };
    for (const kind of TOUCHES) addEventListener(kind, this.touch, how);
    document.addEventListener("visibilitychange", this.shown);
    this.timer = setInterval(this.look, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    for (const kind of TOUCHES) removeEventListener(kind, this.touch, { capture: true });
    document.removeEventListener("visibilitychange", this.shown);
  }

  /** Not locked while this work goes on; its end counts as a touch. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.holds += 1;
    try {
      return await work();
    } finally {
      this.holds -= 1;
      this.touch();
    }
  }

  /** Look now; called by the clock. */
  readonly look = (): void => {
    const at = this.now();
    if (this.busy() || at - this.shownAt < GRACE_MS) return;
    const limit = this.holds > 0 ? LONGEST_HOLD_MS : asMinutes(this.minutes()) * 60_000;
    if (at - this.touched >= limit) this.lock();
  };

  private readonly touch = (): void => {
    this.touched = this.now();
  };

  private readonly shown = (): void => {
    if (document.visibilityState === "visible") this.shownAt = this.now();
  };
}
