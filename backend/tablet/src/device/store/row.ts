/** One row opened by its id (取一行): what the browser cannot read counts as damaged too. */

import type { Table } from "dexie";

import type { BoxRow } from "../database";
import { Damaged, type Vault, nameOf } from "../vault";

/** null where there is none. Throws Damaged. */
export async function opened<T>(
  table: Table<BoxRow, string>,
  vault: Vault,
  id: string,
): Promise<T | null> {
  const row = await table.get(id).catch(() => {
    vault.name(nameOf(table.name, id));
    throw new Damaged(table.name, id);
  });
  return row ? vault.unbox<T>(table.name, id, row.box) : null;
}
