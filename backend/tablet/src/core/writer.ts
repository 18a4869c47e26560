/** One queue for everything this tablet writes (写入队列): `seq` has no gap and no double. */

import type { NewPhoto, Store } from "./ports";
import type { Operation } from "./types";

export interface Draft {
  operation: Operation;
  photos?: NewPhoto[];
}

export class Writer {
  private tail: Promise<unknown> = Promise.resolve();
  private last: number | null = null;

  private constructor(private readonly store: Store) {}

  private static readonly known = new WeakMap<Store, Writer>();

  /** The one writer of a store. */
  static of(store: Store): Writer {
    const writer = Writer.known.get(store) ?? new Writer(store);
    Writer.known.set(store, writer);
    return writer;
  }

  /** Do something when everything handed in before is done; a fault stays with its own turn. */
  turn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.tail.then(work);
    this.tail = done.catch(() => undefined);
    return done;
  }

  /**
   * Make an operation with the next `seq`, and resolve once it is durable. `kept` runs before the
   * next turn. A failed write gives its `seq` back: what is really kept is asked again.
   */
  write(make: (seq: number) => Draft, kept: (operation: Operation) => void): Promise<Operation> {
    return this.turn(async () => {
      const last = this.last ?? (await this.store.standing()).lastSeq;
      const { operation, photos = [] } = make(last + 1);
      this.last = null;
      await this.store.add([operation], photos);
      this.last = last + 1;
      kept(operation);
      return operation;
    });
  }
}
