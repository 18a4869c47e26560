/** Disputed operations the inspector is done with (已处理): marked, never taken away. */

import type { Receipt, Uuid } from "../../core/types";
import { durable } from "./add";
import type { Kept } from "./kept";

const TABLE = "handled";

/** The word of the server that was dealt with; another word is shown anew. */
export interface Handled {
  outcome: string;
  code: string;
}

const wordOf = ({ outcome, code = "" }: Receipt): Handled => ({ outcome, code });

export function isHandled({ handled }: Kept, id: Uuid, receipt: Receipt | null): boolean {
  const mark = handled.get(id);
  if (!mark || !receipt) return false;
  return mark.outcome === receipt.outcome && mark.code === (receipt.code ?? "");
}

/** Mark it, or take the mark back; without a word of the server there is nothing to mark. */
export async function setHandled(kept: Kept, id: Uuid, done: boolean): Promise<void> {
  const receipt = kept.words.get(id);
  const { db, vault, handled } = kept;
  if (done && !receipt) return;
  const mark = receipt ? wordOf(receipt) : null;
  const box = done ? await vault.box(TABLE, id, mark) : null;
  await durable(
    db.transaction("rw", db.handled, async () => {
      if (box) await db.handled.put({ id, box });
      else await db.handled.delete(id);
    }),
  );
  if (done && mark) handled.set(id, mark);
  else handled.delete(id);
}

/** The marks of what still waits; those of operations that went through are forgotten. */
export async function openHandled({ db, vault, outbox }: Kept): Promise<Map<Uuid, Handled>> {
  const rows = await db.handled.toArray();
  await db.handled.bulkDelete(rows.filter((row) => !outbox.has(row.id)).map((row) => row.id));
  return vault.unboxAll<Handled>(TABLE, rows.filter((row) => outbox.has(row.id)));
}
