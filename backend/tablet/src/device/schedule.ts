/** When to try (何时同步): at start, with a line again, when looked at, after writes; one at a time. */

const AFTER_WRITE_MS = 2_000;
const LEAST_MS = 1_000;

/** One round; gives when to try again (milliseconds from now), or null for not by itself. */
export type Round = () => Promise<number | null>;

export class Schedule {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private at = Infinity;
  private going: Promise<void> | null = null;
  private again = false;
  private running = false;

  constructor(
    private readonly round: Round,
    private readonly planned: (at: number | null) => void,
  ) {}

  /** Begin, or begin anew: a round as soon as may be. */
  start(): void {
    this.stop();
    this.running = true;
    addEventListener("online", this.soon);
    document.addEventListener("visibilitychange", this.looked);
    this.plan(0);
  }

  stop(): void {
    this.running = false;
    removeEventListener("online", this.soon);
    document.removeEventListener("visibilitychange", this.looked);
    this.clear();
  }

  /** Something was written: shortly, together with what follows. */
  wrote(): void {
    this.plan(AFTER_WRITE_MS);
  }

  /** A round now; who asks during one gets a fresh one after it. */
  async now(): Promise<void> {
    if (this.going) {
      this.again = true;
      return this.going;
    }
    this.clear();
    this.planned(null);
    this.going = this.rounds().finally(() => {
      this.going = null;
    });
    return this.going;
  }

  /** No new round by itself; resolves when the one under way is over. */
  async ended(): Promise<void> {
    this.stop();
    await this.going;
  }

  private async rounds(): Promise<void> {
    let next: number | null;
    do {
      this.again = false;
      next = await this.round();
    } while (this.again && this.running);
    if (next !== null) this.plan(next);
    else this.planned(this.at === Infinity ? null : this.at);
  }

  /** Keeps the earlier of two plans. */
  private plan(inMs: number): void {
    const at = Date.now() + inMs;
    if (!this.running || at >= this.at) return;
    clearTimeout(this.timer);
    this.at = at;
    this.planned(at);
    this.timer = setTimeout(() => void this.now(), Math.max(inMs, 0));
  }

  private clear(): void {
    clearTimeout(this.timer);
    this.at = Infinity;
  }

  private readonly soon = (): void => this.plan(LEAST_MS);

  private readonly looked = (): void => {
    if (document.visibilityState === "visible") this.plan(LEAST_MS);
  };
}
