/** Photos the tablet could not store (未存下的照片): back to their item, never dropped in silence. */

import { shallowRef } from "vue";

import type { Uuid } from "../../core/types";
import type { PhotoWords, Shot } from "./photoDesk";

export interface Unkept {
  visit: Uuid;
  shot: Shot;
  words: PhotoWords;
  fault: unknown;
}

const all = shallowRef<Unkept[]>([]);
const stay = (event: Event) => event.preventDefault(); // the browser asks before it leaves the page

function put(list: Unkept[]): void {
  all.value = list;
  if (list.length) addEventListener("beforeunload", stay);
  else removeEventListener("beforeunload", stay);
}

/** Left its screen and could not be stored. */
export function leaveBehind(one: Unkept): void {
  put([...all.value, one]);
}

/** Those of an item, to be shown there; what is taken is the caller's again. */
export function takeBack(visit: Uuid, item: string | null): Unkept[] {
  const mine = all.value.filter((one) => one.visit === visit && one.shot.item === item);
  if (mine.length) put(all.value.filter((one) => !mine.includes(one)));
  return mine;
}

/** How many wait to be stored, in this visit. */
export const unkeptIn = (visit: Uuid): number =>
  all.value.filter((one) => one.visit === visit).length;
