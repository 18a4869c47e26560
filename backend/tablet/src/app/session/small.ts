/** Small boxed values (小额加密值): login, tokens, which packages lie here. */

import type { TabletDatabase } from "../../device/database";
import type { Vault } from "../../device/vault";
import type { Digest, Moment, Uuid } from "../../core/types";

const TABLE = "standing";

/** Package of a visit: which checklist, fetched when. */
export type Fetched = { [visit: Uuid]: { digest: Digest; at: Moment } };

/** One that does not open counts as none: the vault has named it. */
export async function readSmall<T>(
  db: TabletDatabase,
  vault: Vault,
  id: string,
): Promise<T | null> {
  const row = await db.standing.get(id);
  return row ? vault.unbox<T>(TABLE, id, row.box).catch(() => null) : null;
}

/** null takes it away. */
export async function writeSmall(
  db: TabletDatabase,
  vault: Vault,
  id: string,
  value: unknown,
): Promise<void> {
  if (value === null) await db.standing.delete(id);
  else await db.standing.put({ id, box: await vault.box(TABLE, id, value) });
}
