/** One after the other (单写队列): what writes waits for its turn, so that nothing crosses. */

export class Turn {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** Somebody writes or waits to. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  take<T>(work: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const mine = this.last.then(work, work).finally(() => {
      this.waiting -= 1;
    });
    this.last = mine.catch(() => undefined);
    return mine;
  }

  /** Resolves when what was asked for until now is done. */
  async quiet(): Promise<void> {
    await this.last;
  }
}
