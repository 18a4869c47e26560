/** The order to correct on the screen (责令限期改正通知书), made on the spot. */

import { computed, ref } from "vue";

import { ORDER, orderContext, RECORD } from "../../papers";
import { announce } from "../parts/announce";
import { t } from "../words";
import { sortedOut } from "./ordering";
import { numbersFor, renderBody } from "./rendering";
import { currentText, movedOn } from "./texts";
import { usePaper } from "./usePaper";

export function useOrder() {
  const paper = usePaper(ORDER);
  const { desk, session } = paper;
  const state = computed(() => desk.state.value);
  const items = computed(() => desk.rows.value.map((row) => row.item.id));
  const found = computed(() => sortedOut(desk.package, state.value, items.value));
  const record = computed(() => currentText(state.value, RECORD));
  const closed = computed(() => desk.closed.value || (paper.signing.value?.closed ?? false));
  const busy = ref(false);
  const fault = ref<unknown>(null);
  const contextOf = (number: string) =>
    orderContext(desk.package, state.value, items.value, { number, at: session.now() });
  const moved = computed(() => {
    const then = paper.context.value;
    if (!then || closed.value || !found.value.ordered.length) return [];
    return movedOn(then, contextOf(String(then["number"])));
  });

  async function render(): Promise<boolean> {
    busy.value = true;
    fault.value = null;
    try {
      const numbers = await numbersFor(ORDER, session.store, desk.package, state.value);
      const body = await renderBody(ORDER, desk.package, state.value, numbers, contextOf);
      if (body) await desk.write("paper.render", body);
      announce(t(body ? "order.made" : "record.same"));
      return true;
    } catch (caught) {
      fault.value = caught;
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { ...paper, found, record, closed, busy, fault, moved, render };
}
