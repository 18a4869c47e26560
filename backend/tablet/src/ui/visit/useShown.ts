/** What the list shows (列表所示): rows and progress, brought up to date after the answer's own
 * mark is on the screen, so that neither is waited for. */

import { onScopeDispose, shallowRef, watch } from "vue";
import type { ShallowRef } from "vue";

import type { Desk, ItemRow } from "../../app/desk.types";
import type { Attestation } from "../../core/types";

export interface Shown {
  rows: readonly ItemRow[];
  progress: Desk["progress"]["value"];
}

/** Follows the desk one frame behind; whoever asks the desk itself gets it at once. */
export function useShown(desk: Desk): Readonly<ShallowRef<Shown>> {
  const read = () => ({ rows: desk.rows.value, progress: desk.progress.value });
  const shown = shallowRef<Shown>(read());
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        frame = 0;
        shown.value = read();
      });
    });
  };
  watch([desk.state, desk.officer], plan, { flush: "sync" });
  onScopeDispose(() => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  return shown;
}

/** The officer's own answer as it is kept at this moment. */
export function mineOf(desk: Desk, item: string): Attestation | undefined {
  return desk.state.value.answers.get(item)?.get(desk.officer.value);
}
