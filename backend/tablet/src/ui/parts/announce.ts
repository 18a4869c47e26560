/** One short word to everybody: shown above the truth bar, read out by screen readers. */

import { readonly, ref } from "vue";

const SHOWN_MS = 4000;
/** A sheet that closes meanwhile is gone by then, and the same word twice is two words. */
const BEFORE_MS = 60;
const words = ref("");
let timer: ReturnType<typeof setTimeout> | undefined;

export const announced = readonly(words);

/** Say it; the next word replaces it. */
export function announce(text: string): void {
  clearTimeout(timer);
  words.value = "";
  timer = setTimeout(() => {
    words.value = text;
    timer = setTimeout(() => {
      words.value = "";
    }, SHOWN_MS);
  }, BEFORE_MS);
}
