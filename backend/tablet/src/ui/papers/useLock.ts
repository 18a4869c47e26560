/** The lock on the screen (锁定): what it will hold, what stands in its way, and stating it. */

import { computed, ref, shallowRef, watch } from "vue";

import { lockBody } from "../../core/lock";
import type { PhotoRow } from "../../core/ports";
import { leadOf } from "../visit/gaps";
import { holdingOf, obstaclesOf } from "./locking";
import { outcomeIn } from "./restoring";
import { useOrder } from "./useOrder";
import { useRecord } from "./useRecord";

const SHUT = ["locked", "concluded"];

export function useLock() {
  const record = useRecord();
  const order = useOrder();
  const { desk, session } = record;
  const photos = shallowRef<PhotoRow[]>([]);
  const busy = ref(false);
  const fault = ref<unknown>(null);
  const lead = computed(() => leadOf(desk.state.value, desk.package.officers));
  /** As the signed text tells it, whatever the form says now. */
  const outcome = computed(() =>
    record.context.value ? outcomeIn(record.context.value) : null,
  );
  const obstacles = computed(() =>
    obstaclesOf({
      state: desk.state.value,
      record: record.signing.value,
      order: order.signing.value,
      movedOn: record.moved.value.length > 0,
      unattended: record.unattended.value,
      saving: desk.saving.value,
    }),
  );
  /** The server's word that it is locked; what is stated here is not that yet. */
  const confirmed = computed(() => {
    const line = session.visits.value.find((one) => one.brief.id === desk.visit);
    return SHUT.includes(line?.brief.state ?? "");
  });
  const holding = computed(() => holdingOf(desk.state.value.evidence.values(), photos.value));

  watch(
    () => [desk.state.value.evidence.size, session.sync.value],
    async () => {
      photos.value = await session.store.photos({ visit: desk.visit });
    },
    { immediate: true },
  );

  /** State it; only the lead can, who has proved himself before. */
  async function lock(): Promise<void> {
    busy.value = true;
    fault.value = null;
    try {
      const body = await lockBody(desk.state.value, outcome.value ?? undefined);
      await desk.write("visit.lock", body, { officer: lead.value });
    } catch (caught) {
      fault.value = caught;
    } finally {
      busy.value = false;
    }
  }
  return {
    record, order, desk, lead, outcome, obstacles, holding, photos, confirmed, busy, fault, lock,
  };
}
