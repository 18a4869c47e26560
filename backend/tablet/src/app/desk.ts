/** One visit on the desk (检查工作台): reads the journal, writes operations, nothing else. */

import { computed, ref, shallowRef, type Ref } from "vue";

import { makeOperation } from "../core/operations";
import type { NewPhoto } from "../core/ports";
import type { Body, Json, Kind, Uuid } from "../core/types";
import { Writer } from "../core/writer";
import { groundOf, nextPicture, pictureOf, readKnowledge } from "./desk/knowledge";
import { progressOf } from "./desk/progress";
import { keepRows } from "./desk/rows";
import type { Desk } from "./desk.types";
import { isOf } from "./seat";
import { Fault, type Session } from "./session.types";

/** What of the session a desk needs. */
export type DeskDeps = Pick<Session, "store" | "device" | "login" | "now" | "package">;

/** What a lock stated here still leaves to do, and what one that the server confirmed does. */
const AFTER_OWN_LOCK = new Set<Kind>(["visit.lock", "evidence.waive", "amendment.add", "lead.add"]);
const AFTER_LOCK = new Set<Kind>(["amendment.add", "lead.add"]);

/** Put a downloaded visit on the desk. */
export async function openDesk(deps: DeskDeps, visit: Uuid): Promise<Desk> {
  const { store } = deps;
  const { package: given, bundle } = await deps.package(visit);
  const writer = Writer.of(store);
  let known = await writer.turn(() => readKnowledge(store, visit));
  const ground = groundOf(given, bundle);
  const state = shallowRef(pictureOf(visit, known, ground));
  const lockedThere = ref(known.lockedThere);
  const officer = ref(firstOfficer(deps, given.officers));
  const saving = ref(0);
  const look = keepRows({ bundle, package: given });
  const rows = computed(() => look(state.value, officer.value));

  const demandOpen = (kind: Kind) => {
    const shut = lockedThere.value ? !AFTER_LOCK.has(kind) : !AFTER_OWN_LOCK.has(kind);
    if (closed.value && shut) throw new Fault("visit-closed");
  };
  const closed = computed(() => lockedThere.value || state.value.lock !== null);

  const write = async (
    kind: Kind,
    body: { [key: string]: Json },
    more: { after?: Uuid[]; photos?: NewPhoto[]; officer?: Uuid } = {},
  ) => {
    const { device } = deps;
    if (device.value === null) throw new Fault("not-enrolled");
    const deed = {
      device: device.value.id,
      kind,
      body: { ...body, officer: more.officer ?? officer.value } as Body,
      after: more.after ?? [],
      now: deps.now().getTime(),
    };
    const make = (seq: number) => {
      demandOpen(kind);
      return { operation: makeOperation(state.value, { ...deed, seq }), photos: more.photos ?? [] };
    };
    return counting(saving, () =>
      writer.write(make, (operation) => {
        state.value = nextPicture(state.value, known, operation, ground);
      }),
    );
  };

  return {
    visit,
    package: given,
    bundle,
    state,
    rows,
    progress: computed(() => progressOf(rows.value)),
    officer,
    saving,
    closed,
    signed: computed(() => state.value.signatures.some((one) => one.signer !== "officer")),
    write,
    photo: async (id) => {
      const bytes = await store.photoBytes(id).catch(() => null);
      if (bytes === null) return null;
      const type = state.value.evidence.get(id)?.media_type ?? "";
      return new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
    },
    reload: () =>
      writer.turn(async () => {
        known = await readKnowledge(store, visit);
        state.value = pictureOf(visit, known, ground);
        lockedThere.value = known.lockedThere;
      }),
  };
}

async function counting<T>(count: Ref<number>, work: () => Promise<T>): Promise<T> {
  count.value += 1;
  try {
    return await work();
  } finally {
    count.value -= 1;
  }
}

/** Whoever is logged in, if he is of this visit; else the lead. */
function firstOfficer({ login }: DeskDeps, officers: { id: Uuid; is_lead: boolean }[]): Uuid {
  const here = officers.find((one) => isOf(login.value, one.id));
  return (here ?? officers.find((one) => one.is_lead) ?? officers[0])?.id ?? "";
}
