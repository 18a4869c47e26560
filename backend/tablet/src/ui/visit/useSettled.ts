/** Writes what was typed after a pause (停顿后保存), and at once on leaving field or page. */

import { onBeforeUnmount } from "vue";

export interface Settled {
  /** Something changed: write after the pause. */
  later(): void;
  /** Write now what waits. */
  now(): void;
}

export function useSettled(write: () => void, pause = 700): Settled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    write();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  };
  onBeforeUnmount(now);
  return { later, now };
}
