/** Whether list and item fit side by side (宽屏). */

import { onBeforeUnmount, ref } from "vue";
import type { Ref } from "vue";

export function useWide(query = "(min-width: 62rem)"): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query);
  const wide = ref(media.matches);
  const follow = () => (wide.value = media.matches);
  media.addEventListener("change", follow);
  onBeforeUnmount(() => media.removeEventListener("change", follow));
  return wide;
}
