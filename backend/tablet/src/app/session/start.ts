/** Switching on (启动): one window, what is kept here, then locked, new, revoked or shut. */

import { watch } from "vue";

import type { DeviceKey } from "../../device/keys";
import {
  type ShutOut, demandNeverEnrolled, openDatabase, rememberEnrolled, shutOutBy,
} from "../../device/opening";
import { askToPersist, room } from "../../device/persist";
import { holdTablet } from "../../device/single";
import type { DeviceInfo } from "../session.types";
import { identify } from "./enrol";
import { type House, META } from "./house";
import { revoke } from "./revoked";
import { retell, patch } from "./status";
import { watchUpdates } from "./update";

const ROOM_MS = 60_000;

/** Never throws: what keeps the tablet shut is a phase with a screen of its own. */
export async function start(house: House): Promise<void> {
  const { db, state } = house;
  try {
    await holdTablet(() => {
      state.phase.value = "elsewhere";
    });
    state.phase.value = "starting";
    await openDatabase(db, () => shut(house, { why: "blocked", message: "" }));
    state.phase.value = "starting";
    await begin(house);
  } catch (error) {
    shut(house, shutOutBy(error));
  }
  void watchUpdates(house);
}

function shut({ state }: House, { why, message }: Pick<ShutOut, "why" | "message">): void {
  state.shut.value = { why, message };
  state.phase.value = "shut";
}

async function begin(house: House): Promise<void> {
  const { db, state } = house;
  const [info, key, revoked, minutes] = await Promise.all([
    db.read<DeviceInfo>(META.device),
    db.read<DeviceKey>(META.deviceKey),
    db.read<boolean>(META.revoked),
    db.read<number>(META.idleMinutes),
  ]);
  if (minutes) state.idleMinutes.value = minutes;
  if (info && key) {
    rememberEnrolled(info.id);
    identify(house, info, key);
    if (revoked) void revoke(house);
    else {
      await retell(house);
      state.phase.value = "locked";
      house.schedule.start();
    }
  } else {
    demandNeverEnrolled();
    state.phase.value = "new";
  }
  for (const kind of ["online", "offline"]) addEventListener(kind, () => patch(house, {}));
  void watchRoom(house, Boolean(info));
}

/** Ask to be kept for good, and watch how much room is left. */
async function watchRoom(house: House, enrolled: boolean): Promise<void> {
  if (enrolled) await askToPersist();
  const { storage, sync } = house.state;
  const look = () => void measureRoom(house);
  look();
  setInterval(() => storage.value?.tight || look(), ROOM_MS);
  watch(() => sync.value.photosWaiting, look);
}

export async function measureRoom({ state }: House): Promise<void> {
  state.storage.value = await room();
}
