/** Seconds that are left until something may be tried again. */

import { onBeforeUnmount, ref } from "vue";
import type { Ref } from "vue";

/** Counts down once a second to 0; a new start replaces the old one. */
export function useCountdown(): { left: Ref<number>; start: (seconds: number) => void } {
  const left = ref(0);
  let until = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    left.value = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    if (left.value === 0) clearInterval(timer);
  };
  const start = (seconds: number): void => {
    clearInterval(timer);
    until = performance.now() + seconds * 1000;
    timer = setInterval(tick, 1000);
    tick();
  };
  onBeforeUnmount(() => clearInterval(timer));
  return { left, start };
}
