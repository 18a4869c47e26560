/** Joining without signal on the screen (离线汇合): give one's operations, take a colleague's. */

import { computed, ref, shallowRef } from "vue";

import { Fault } from "../../app/session.types";
import { framesOf, JoinFault, takeOver } from "../../core/join";
import type { Operation } from "../../core/types";
import { useSession } from "../../app/use";
import { useDesk } from "../visit/useDesk";
import { clock } from "../words/when";
import { heldBy } from "./holders";
import { joinName, joinPayload, joinText } from "./joinfile";

export function useJoin() {
  const desk = useDesk();
  const session = useSession();
  const operations = shallowRef<Operation[]>([]);
  const frames = shallowRef<string[]>([]);
  const fault = ref<unknown>(null);
  const busy = ref(false);
  /** How many operations came in with the last taking over. */
  const taken = ref(0);
  const held = computed(() =>
    heldBy(desk.package.officers, operations.value, session.device.value?.id ?? ""),
  );

  async function guarded(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    fault.value = null;
    try {
      await work();
    } catch (caught) {
      fault.value = caught instanceof JoinFault ? new Fault(caught.code, caught.message) : caught;
    } finally {
      busy.value = false;
    }
  }

  async function look(): Promise<void> {
    const { store } = session;
    const [own, told, carried] = await Promise.all([
      store.journal({ visit: desk.visit }), store.told(desk.visit),
      store.carried({ visit: desk.visit }),
    ]);
    operations.value = [...own, ...told, ...carried.flatMap((batch) => batch.operations)];
  }

  const show = () =>
    guarded(async () => {
      frames.value = await framesOf(await session.handOut(desk.visit));
    });

  const share = () =>
    guarded(async () => {
      const text = joinText(await session.handOut(desk.visit));
      const name = joinName(desk.package.site.name, clock(session.now().toISOString()));
      await handOn(new File([text], name, { type: "text/plain" }));
    });

  async function takeIn(payload: Uint8Array | null): Promise<void> {
    taken.value = 0;
    if (!payload) throw new Fault("join-unreadable");
    const fresh = await takeOver(payload, desk.visit, session.store);
    taken.value = [...fresh.values()].reduce((sum, one) => sum + one, 0);
    await desk.reload();
    await look();
  }

  const take = (payload: Uint8Array) => guarded(() => takeIn(payload));
  const takeFile = (file: Blob) => guarded(async () => takeIn(joinPayload(await file.text())));

  return { desk, session, held, frames, fault, busy, taken, look, show, share, take, takeFile };
}

/** The system's own sharing where it takes files, else a download. */
async function handOn(file: File): Promise<void> {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file], title: file.name });
      return;
    } catch (caught) {
      if (caught instanceof DOMException && caught.name === "AbortError") return;
    }
  }
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
