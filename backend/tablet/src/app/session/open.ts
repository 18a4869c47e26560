/** From the data key to an open tablet (打开), and back. */

import { SyncEngine } from "../../core/engine";
import { HttpLine } from "../../device/line";
import { OfficerKeys } from "../../device/officerkeys";
import { Previews } from "../../device/preview";
import { DexieStore } from "../../device/store";
import { type TokenPair, Tokens } from "../../device/tokens";
import { type Vault, openVault } from "../../device/vault";
import type { Login } from "../session.types";
import { flushDrafts } from "./drafts";
import { type House, type Opened, demandIdentity } from "./house";
import { readSmall, writeSmall } from "./small";
import { progressTo } from "./status";

/** The raw key is wiped here, whatever comes of it. */
export async function openHouse(house: House, raw: Uint8Array): Promise<void> {
  const vault = await openVault(raw);
  raw.fill(0);
  house.opened ??= await open(house, vault); // still there when a round went on behind the lock
  house.state.login.value = await readSmall<Login>(house.db, vault, "login");
  house.state.phase.value = "open";
  house.tell();
  house.idle.start();
  house.schedule.start();
}

async function open(house: House, vault: Vault): Promise<Opened> {
  const { db, http } = house;
  const { info, signer } = demandIdentity(house);
  const store = await DexieStore.open(db, vault, info.id);
  vault.onDamaged = () => house.tell("written");
  const tokens = new Tokens(http, signer, {
    get: () => readSmall<TokenPair>(db, vault, "tokens"),
    put: (pair) => writeSmall(db, vault, "tokens", pair),
  });
  const line = new HttpLine({ http, tokens, device: info.id, places: store });
  const clock = { now: () => Date.now() };
  return {
    vault,
    store,
    tokens,
    engine: new SyncEngine(store, line, signer, clock, progressTo(house)),
    officerKeys: new OfficerKeys(db, vault),
    previews: new Previews(store),
    desks: new Map(),
    stopListening: store.onChange((kind) => {
      house.tell(kind === "written" ? kind : undefined);
      if (kind === "written") house.schedule.wrote();
    }),
  };
}

/** The screens are shut at once; the key leaves the memory when what was begun is durable.
 *
 * A round that is under way ends first: a tablet laid down to upload does not stop for its lock.
 */
export async function lock(house: House): Promise<void> {
  const { opened } = house;
  if (!opened || house.state.phase.value !== "open") return;
  house.state.phase.value = "locked";
  house.state.login.value = null;
  house.idle.stop();
  opened.previews.drop();
  opened.desks.clear();
  house.tell();
  await Promise.all([house.schedule.ended(), flushDrafts(opened)]);
  if (house.state.phase.value !== "locked") return; // unlocked again, or revoked
  await closeHouse(house);
  house.schedule.start();
}

/** Drop the key. */
export async function closeHouse(house: House): Promise<void> {
  const { opened } = house;
  if (!opened) return;
  house.opened = null;
  house.state.login.value = null;
  opened.stopListening();
  opened.previews.drop();
  await opened.store.close();
}
