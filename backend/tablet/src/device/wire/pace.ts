/** How much goes up in one request (分段大小): all at once until the line is cut, then pieces.
 *
 * A browser sends a request that died on a used connection once more, whole. Small pieces keep
 * that small; they grow again while the line holds.
 */

const LEAST = 16 * 1024;
const AFTER_A_CUT = 64 * 1024;
const MOST = 1024 * 1024;
const STEADY = 8;

export class Pace {
  /** Bytes of the next piece. */
  size = Infinity;
  private held = 0;

  cut(): void {
    this.size = this.size === Infinity ? AFTER_A_CUT : Math.max(LEAST, this.size / 2);
    this.held = 0;
  }

  /** A piece went through whole. */
  passed(): void {
    this.held += 1;
    if (this.held < STEADY || this.size === Infinity) return;
    this.held = 0;
    this.size = this.size < MOST ? this.size * 2 : Infinity;
  }
}
