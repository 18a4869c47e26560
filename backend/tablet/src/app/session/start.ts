/** Switching on (启动): one window, what is kept here, then locked, new or revoked. */

import type { DeviceKey } from "../../device/keys";
import { askToPersist, room } from "../../device/persist";
import { holdTablet } from "../../device/single";
import type { DeviceInfo } from "../session.types";
import { identify } from "./enrol";
import { type House, META } from "./house";
import { revoke } from "./revoked";
import { retell, patch } from "./status";
import { watchUpdates } from "./update";

const ROOM_MS = 60_000;

export async function start(house: House): Promise<void> {
  const { db, state } = house;
  await holdTablet(() => {
    state.phase.value = "elsewhere";
  });
  state.phase.value = "starting";
  const [info, key, revoked, minutes] = await Promise.all([
    db.read<DeviceInfo>(META.device),
    db.read<DeviceKey>(META.deviceKey),
    db.read<boolean>(META.revoked),
    db.read<number>(META.idleMinutes),
  ]);
  if (minutes) state.idleMinutes.value = minutes;
  if (info && key) {
    identify(house, info, key);
    if (revoked) void revoke(house);
    else {
      await retell(house);
      state.phase.value = "locked";
      house.schedule.start();
    }
  } else state.phase.value = "new";
  for (const kind of ["online", "offline"]) addEventListener(kind, () => patch(house, {}));
  void watchRoom(house, Boolean(info));
  void watchUpdates(house);
}

/** Ask to be kept for good, and watch how much room is left. */
async function watchRoom(house: House, enrolled: boolean): Promise<void> {
  if (enrolled) await askToPersist();
  const look = async () => {
    house.state.storage.value = await room();
  };
  await look();
  setInterval(() => void look(), ROOM_MS);
}
