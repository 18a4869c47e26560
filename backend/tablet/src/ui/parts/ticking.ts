/** Real time for words like "5 分钟前" and countdowns; not the office's clock. */

import { onBeforeUnmount, ref } from "vue";
import type { Ref } from "vue";

export function useRealNow(everyMs: number): Ref<Date> {
  const now = ref(new Date());
  const timer = setInterval(() => {
    now.value = new Date();
  }, everyMs);
  onBeforeUnmount(() => clearInterval(timer));
  return now;
}
