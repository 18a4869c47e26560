/** What the screens watch (可见状态): refs that only the session writes. */

import { ref, shallowRef } from "vue";

import { USUAL_MIN } from "../../device/idle";
import type { Shut } from "../../device/opening";
import type { Room } from "../../device/persist";
import type { DeviceInfo, Login, Phase, SyncStatus, VisitLine } from "../session.types";

export const QUIET: SyncStatus = {
  doing: "nothing",
  done: 0,
  total: 0,
  online: true,
  lastContact: null,
  lastTry: null,
  nextTry: null,
  trouble: null,
  operationsWaiting: 0,
  photosWaiting: 0,
  bytesWaiting: 0,
  held: [],
  disputed: [],
  handled: [],
  durableThroughSeq: 0,
  lastSeq: 0,
  synced: true,
  damaged: [],
};

/** The refs of a session that has not started. */
export function freshState() {
  return {
    phase: ref<Phase>("starting"),
    shut: ref<{ why: Shut; message: string } | null>(null),
    device: ref<DeviceInfo | null>(null),
    login: ref<Login | null>(null),
    visits: shallowRef<VisitLine[]>([]),
    sync: shallowRef<SyncStatus>(QUIET),
    storage: ref<Room | null>(null),
    update: ref(false),
    demoClock: ref(false),
    idleMinutes: ref(USUAL_MIN),
  };
}

export type State = ReturnType<typeof freshState>;
