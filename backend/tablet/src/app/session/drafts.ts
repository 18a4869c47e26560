/** The drafts of the visits that were opened (草稿): one book a visit, flushed before the lock. */

import type { Uuid } from "../../core/types";
import { type Drafts, openDrafts } from "../../device/drafts";
import { type House, type Opened, demandOpen } from "./house";

const books = new WeakMap<Opened, Map<Uuid, Promise<Drafts>>>();

export function draftsOf(house: House, visit: Uuid): Promise<Drafts> {
  const opened = demandOpen(house);
  const known = books.get(opened) ?? new Map<Uuid, Promise<Drafts>>();
  books.set(opened, known);
  const book = known.get(visit) ?? openDrafts(house.db, opened.vault, visit);
  known.set(visit, book);
  return book;
}

/** Before the key leaves the memory. */
export async function flushDrafts(opened: Opened): Promise<void> {
  const all = await Promise.allSettled(books.get(opened)?.values() ?? []);
  await Promise.all(all.map((one) => one.status === "fulfilled" && one.value.flush()));
}
