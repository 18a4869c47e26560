/** The session of a scene: same contract, kept in memory, pretends nothing about a server. */

import { ref, shallowRef } from "../../../backend/tablet/node_modules/vue";

import { QUIET } from "../../../backend/tablet/src/app/session/state";
import { Fault } from "../../../backend/tablet/src/app/session.types";
import type { Phase, Session, SyncStatus } from "../../../backend/tablet/src/app/session.types";
import type { Standing } from "../../../backend/tablet/src/core/ports";
import type { Operation } from "../../../backend/tablet/src/core/types";
import { Drafts } from "../../../backend/tablet/src/device/drafts";
import { handOut } from "../../../backend/tablet/src/core/join";
import { MemoryStore } from "../memory-store";
import { BUNDLE, packageOf } from "./package";
import { DEVICE, LOGIN, OFFICERS, id, operation } from "./people";
import type { Scene } from "./scenes";
import type { VisitScene } from "./visit-scenes";

const PAUSE_MS = 300;
const SIGNER = { device: DEVICE, sign: async () => "c2lnbmVk" };
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** A store that lies about its standing as the scene says. */
class SceneStore extends MemoryStore {
  constructor(private readonly scene: Scene) {
    super(DEVICE);
  }

  override async standing(): Promise<Standing> {
    return { ...(await super.standing()), skewMs: 300, ...this.scene.standing };
  }
}

async function filled(scene: Scene, made?: VisitScene): Promise<SceneStore> {
  const store = new SceneStore(scene);
  const visits = (scene.visits ?? []).map((line) => line.brief);
  const operations = made?.told ?? [];
  await store.hear({ standing: {}, visits, operations, receipts: [], resync: false });
  if (made) await store.add(made.own, made.photos);
  const items = BUNDLE.chapters.flatMap((chapter) => chapter.items);
  const rows: Operation[] = Array.from({ length: scene.queue ?? 0 }, (_, n) =>
    operation(n + 1, "answer.set", { item: items[n % items.length]?.id ?? "", value: "yes" }));
  await store.add(rows, (scene.photos ?? []).map(({ length }, n) => ({
    id: id("f0", n), visit: id("a1", 1), sha256: "a".repeat(64), mediaType: "image/jpeg",
    bytes: new Uint8Array(length > 1e6 && (scene.photos?.length ?? 0) > 50 ? 8 : length),
  })));
  for (const [n, { trouble }] of (scene.photos ?? []).entries()) {
    if (trouble) await store.photoState(id("f0", n), { trouble });
  }
  return store;
}

export async function standIn(scene: Scene): Promise<Session> {
  const made = await scene.visit?.();
  const store = await filled(scene, made);
  const phase = ref<Phase>(scene.phase ?? "open");
  const login = ref(scene.login ?? null);
  const visits = shallowRef(scene.visits ?? []);
  const sync = shallowRef<SyncStatus>({ ...QUIET, ...scene.sync });
  const known = phase.value !== "new" && phase.value !== "wiped";
  const device = ref(known ? { id: DEVICE, label: "道里平板 03（合成）", region: "230102" } : null);
  const may = async (): Promise<void> => {
    await pause();
    if (!scene.fault) return;
    const more = scene.fault === "passphrase-wrong" ? { waitS: 15 } : {};
    throw new Fault(scene.fault, "", more);
  };
  const change = (visit: string, part: Partial<(typeof visits.value)[0]>): void => {
    visits.value = visits.value.map((one) => (one.brief.id === visit ? { ...one, ...part } : one));
  };
  return {
    phase, device, login, visits, sync, store,
    shut: ref(scene.shut ? { why: scene.shut, message: "OpenFailedError: UnknownError" } : null),
    storage: ref(scene.storage ?? null),
    update: ref(scene.update ?? false),
    demoClock: ref(scene.demo ?? false),
    idleMinutes: ref(5),
    start: async () => undefined,
    enrol: async () => { await may(); phase.value = "open"; },
    unlock: async () => { await may(); phase.value = "open"; },
    lock: () => { phase.value = "locked"; },
    askReset: async () => { await may(); return { check: "482913" }; },
    finishReset: async () => { await pause(); throw new Fault("reset-waiting"); },
    changePassphrase: may,
    signIn: async () => { await may(); login.value = LOGIN; return LOGIN; },
    signOut: async () => { await may(); login.value = null; },
    refresh: may,
    download: async (visit) => { await may(); change(visit, { ready: true, downloadedAt: new Date().toISOString() }); },
    admit: async (visit, given) => {
      await may();
      const officer = OFFICERS[given.username === "jiancha2" ? 1 : 0]?.id ?? "";
      const line = visits.value.find((one) => one.brief.id === visit);
      change(visit, { keys: [...new Set([...(line?.keys ?? []), officer])] });
      return officer;
    },
    prove: async () => { await may(); return "c3lnbmF0dXJl"; },
    package: async (visit) => {
      const line = visits.value.find((one) => one.brief.id === visit);
      if (!line) throw new Fault("not-here");
      const given = packageOf(line);
      return made ? { package: made.change(given), bundle: made.bundle } : { package: given, bundle: BUNDLE };
    },
    preview: async () => null,
    staysOpen: (work) => work(),
    handOut: (visit) => handOut(visit, { store, signer: SIGNER, clock: { now: () => Date.now() } }),
    syncNow: may,
    exportJournal: async () => { await may(); return { name: "xingjian-合成.bin", blob: new Blob(["合成"]) }; },
    takeUpdate: () => undefined,
    measureRoom: async () => undefined,
    drafts: async () => new Drafts(),
    setHandled: async (one, done) => {
      const { disputed, handled } = sync.value;
      const all = [...disputed, ...handled];
      const moved = (list: typeof all, goes: boolean) =>
        goes ? all.filter((it) => it.operation.id === one || list.includes(it))
          : list.filter((it) => it.operation.id !== one);
      sync.value = {
        ...sync.value, disputed: moved(disputed, !done), handled: moved(handled, done),
      };
    },
    now: () => new Date(),
  };
}
