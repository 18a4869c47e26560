/** A tablet the office withdrew (吊销): ciphertext goes back first, then everything here goes. */

import { LineFault } from "../../core/ports";
import { TabletDatabase } from "../../device/database";
import { type Sent, escrow } from "../../device/escrow";
import { forgetEnrolled } from "../../device/opening";
import { freeReserve } from "../../device/reserve";
import { originOf, sourceOf } from "../../device/source";
import { codeOf } from "./faults";
import { type House, META } from "./house";
import { closeHouse } from "./open";
import { patch } from "./status";
import { perhaps } from "../../ui/words";

const AGAIN_MS = 30_000;

/** Begins once; goes on after a restart, without the data key. */
export async function revoke(house: House): Promise<void> {
  const { phase } = house.state;
  if (phase.value === "revoked" || phase.value === "wiped" || !house.identity) return;
  phase.value = "revoked";
  house.idle.stop();
  house.schedule.stop();
  await house.db.write(META.revoked, true);
  await closeHouse(house);
  while (!(await handBack(house))) await pause();
  await wipe(house);
  phase.value = "wiped";
}

/** Whether every piece has its receipt. */
async function handBack(house: House): Promise<boolean> {
  const { db, http, identity } = house;
  if (!identity) return true;
  const total = 1 + (await db.photos.where("uploaded").equals(0).count());
  const progress = (done: number) =>
    patch(house, { doing: "escrow", done: Math.min(done, total), total, trouble: null });
  progress(0);
  try {
    const origin = await originOf(db, identity.info.id);
    const sent = {
      get: async () => (await db.read<Sent>(META.escrow)) ?? {},
      put: (all: Sent) => db.write(META.escrow, all),
    };
    await escrow({ source: sourceOf(db), origin, sent }, http, identity.signer, progress);
    return true;
  } catch (error) {
    const fault = error instanceof LineFault ? error : { kind: "internal", code: "internal" };
    const code = codeOf(fault);
    patch(house, { trouble: { code, words: perhaps(`fault.${code}`) || code } });
    return false;
  }
}

async function wipe(house: House): Promise<void> {
  forgetEnrolled();
  await freeReserve();
  await house.db.delete();
  house.db = new TabletDatabase();
  house.identity = null;
  house.state.device.value = null;
  house.state.visits.value = [];
}

/** Until there is a line again, or a while has passed. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, AGAIN_MS);
    addEventListener("online", go);
  });
}
