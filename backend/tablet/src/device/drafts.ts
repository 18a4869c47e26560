/** What was typed and not yet saved (草稿): boxed like everything else, gone once it is saved. */

import type { Uuid } from "../core/types";
import type { TabletDatabase } from "./database";
import type { Vault } from "./vault";

const TABLE = "drafts";
const PAUSE_MS = 250;

type Values = { [key: string]: unknown };

/** The drafts of one visit: read at once, kept a moment after the last key. */
export class Drafts {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last: Promise<void> = Promise.resolve();
  private over = false;

  constructor(
    private values: Values = {},
    private readonly put: (values: Values) => Promise<void> = async () => undefined,
  ) {}

  /** A copy, so that the caller may change it. */
  read<T>(key: string): T | undefined {
    const found = this.values[key];
    return found === undefined ? undefined : (JSON.parse(JSON.stringify(found)) as T);
  }

  /** null: there is nothing unsaved any more. */
  write(key: string, value: unknown): void {
    if (this.over || (value === null && !(key in this.values))) return;
    const { [key]: _, ...rest } = this.values;
    this.values = value === null ? rest : { ...rest, [key]: value };
    this.timer ??= setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Resolves when all that was typed is durable, or could not be: then the next key tries again. */
  flush(): Promise<void> {
    if (this.timer === null) return this.last;
    clearTimeout(this.timer);
    this.timer = null;
    const { values } = this;
    this.last = this.last.then(() => this.put(values)).catch((error: unknown) => {
      console.error(error);
    });
    return this.last;
  }

  /** The visit is locked: nothing more is drafted here. */
  async end(): Promise<void> {
    this.values = {};
    this.timer ??= setTimeout(() => undefined);
    this.over = true;
    await this.flush();
  }
}

/** Open the drafts of a visit; a box that does not open counts as none. */
export async function openDrafts(db: TabletDatabase, vault: Vault, visit: Uuid): Promise<Drafts> {
  const row = await db.drafts.get(visit);
  const values = row ? await vault.unbox<Values>(TABLE, visit, row.box).catch(() => ({})) : {};
  return new Drafts(values, async (now) => {
    if (Object.keys(now).length === 0) await db.drafts.delete(visit);
    else await db.drafts.put({ id: visit, box: await vault.box(TABLE, visit, now) });
  });
}
