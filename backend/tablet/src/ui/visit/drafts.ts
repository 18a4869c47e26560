/** The drafts of the visit on the desk (草稿): set where the desk is made, in memory elsewhere. */

import type { Desk } from "../../app/desk.types";
import { Drafts } from "../../device/drafts";

const all = new WeakMap<object, Drafts>();

export function setDrafts(desk: Desk, drafts: Drafts): void {
  all.set(desk, drafts);
}

export function draftsOf(desk: Desk): Drafts {
  const drafts = all.get(desk) ?? new Drafts();
  all.set(desk, drafts);
  return drafts;
}
