/** Scenes for looking at screens: who, when, what waits (全部为合成数据). */

import type {
  Login, Phase, SyncStatus, VisitLine,
} from "../../../backend/tablet/src/app/session.types";
import type { Shut } from "../../../backend/tablet/src/device/opening";
import type { Room } from "../../../backend/tablet/src/device/persist";
import type { Standing, Waiting } from "../../../backend/tablet/src/core/ports";
import { LOGIN, NAMES, disputedPair, heldOne, lineOf } from "./people";
import { PAPER_SCENES } from "./papers-scenes";
import { RATING_SCENES } from "./rating-scenes";
import { VISIT_SCENES } from "./visit-scenes";
import type { VisitScene } from "./visit-scenes";

export interface Scene {
  phase?: Phase;
  /** Why the records do not open, in phase "shut". */
  shut?: Shut;
  login?: Login | null;
  visits?: VisitLine[];
  sync?: Partial<SyncStatus>;
  standing?: Partial<Standing>;
  storage?: Room | null;
  update?: boolean;
  demo?: boolean;
  /** Operations of the first visit still in the outbox. */
  queue?: number;
  photos?: { length: number; trouble: string }[];
  /** What was done in the first visit, on which checklist. */
  visit?: () => Promise<VisitScene>;
  /** Makes the verbs fail with this code. */
  fault?: string;
}

const MB = 1024 * 1024;
const ROOMY = { persisted: true, usage: 820 * MB, quota: 24_000 * MB, tight: false };
const ago = (s: number): string => new Date(Date.now() - s * 1000).toISOString();
const DISPUTES: Waiting[] = disputedPair();

const DAY: VisitLine[] = [
  lineOf(1, { state: "open", waiting: 15, photosWaiting: 3, keys: 2, until: 2 }),
  lineOf(2, { state: "open", waiting: 2, disputed: 2, keys: 1, until: 0 }),
  lineOf(3, { state: "notified", ready: true, keys: 1, until: 4 }),
  lineOf(4, { state: "notified", ready: false, until: 9 }),
  lineOf(5, { state: "approved", ready: false, from: 6, until: 20, name: NAMES.longest }),
  lineOf(6, { state: "open", lockedHere: true, waiting: 4, photosWaiting: 4, keys: 2, until: 1 }),
  lineOf(7, { state: "concluded", keys: 2, until: -6 }),
];

const WAITS: Partial<SyncStatus> = {
  lastSeq: 1204,
  operationsWaiting: 14,
  photosWaiting: 3,
  bytesWaiting: Math.round(8.4 * MB),
  durableThroughSeq: 980,
  lastContact: ago(4 * 60),
  lastTry: ago(70),
  nextTry: new Date(Date.now() + 48_000).toISOString(),
  synced: false,
};
const PHOTOS = [
  { length: Math.round(3.1 * MB), trouble: "" },
  { length: Math.round(2.9 * MB), trouble: "线路中断，已传 1.2 MB，下次接着传" },
  { length: Math.round(2.4 * MB), trouble: "" },
];

export const SCENES: Record<string, Scene> = {
  new: { phase: "new" },
  starting: { phase: "starting" },
  damaged: { phase: "shut", shut: "damaged" },
  gone: { phase: "shut", shut: "gone" },
  locked: { phase: "locked", sync: { operationsWaiting: 14, photosWaiting: 3, synced: false } },
  wrong: { phase: "locked", fault: "passphrase-wrong" },
  fresh: { login: null, visits: [], storage: { ...ROOMY, persisted: false } },
  empty: { visits: [] },
  today: { visits: DAY, sync: WAITS, queue: 14, photos: PHOTOS },
  synced: {
    visits: DAY.slice(2),
    sync: { lastSeq: 1204, durableThroughSeq: 980, lastContact: ago(130), lastTry: ago(130) },
  },
  offline: {
    visits: DAY,
    sync: { ...WAITS, online: false, lastContact: ago(5 * 3600), nextTry: null },
    standing: { skewMs: -412_000 },
    queue: 14,
    photos: PHOTOS,
    demo: true,
  },
  sending: {
    visits: DAY,
    sync: { ...WAITS, doing: "photos", done: 5, total: 8 },
    queue: 14,
    photos: PHOTOS,
  },
  disputed: {
    visits: DAY,
    sync: {
      ...WAITS,
      disputed: DISPUTES,
      held: [heldOne()],
      trouble: { code: "busy", words: "服务器繁忙" },
    },
    standing: { gaps: [[1187, 1188], [1193, 1193]], skewMs: 1_200 },
    queue: 14,
    photos: PHOTOS,
  },
  unreadable: {
    visits: DAY,
    sync: { ...WAITS, online: false, damaged: ["journal a7f00000-0000-7000-8000-000000000007"] },
    queue: 14,
    photos: PHOTOS,
  },
  full: {
    visits: DAY,
    sync: { ...WAITS, trouble: { code: "storage-full", words: "" } },
    storage: { persisted: true, usage: 5_980 * MB, quota: 24_000 * MB, tight: true },
    queue: 14,
    photos: PHOTOS,
  },
  "login-expired": {
    login: null,
    visits: DAY,
    sync: { ...WAITS, trouble: { code: "login-needed", words: "需要重新登录" } },
    storage: { persisted: false, usage: 23_700 * MB, quota: 24_000 * MB, tight: false },
    update: true,
    queue: 14,
  },
  many: {
    visits: Array.from({ length: 240 }, (_, n) =>
      lineOf(n + 1, { state: "notified", ready: n % 3 === 0, keys: n % 3, until: n % 30 })),
    sync: { ...WAITS, lastSeq: 128_406, operationsWaiting: 10_000, photosWaiting: 1_240,
      bytesWaiting: 3_400 * MB },
    queue: 10_000,
    photos: Array.from({ length: 1240 }, () => ({ length: 3 * MB, trouble: "" })),
  },
  refused: { visits: DAY, sync: WAITS, fault: "offline" },
  revoked: { phase: "revoked", sync: { ...WAITS, doing: "escrow", done: 3, total: 8 } },
  "revoked-offline": { phase: "revoked", sync: { ...WAITS, online: false } },
  wiped: { phase: "wiped" },
  elsewhere: { phase: "elsewhere" },
  ...VISIT_SCENES,
  ...PAPER_SCENES,
  ...RATING_SCENES,
};

for (const scene of Object.values(SCENES)) {
  scene.phase ??= "open";
  if (scene.login === undefined) scene.login = LOGIN;
  if (scene.storage === undefined) scene.storage = ROOMY;
}
