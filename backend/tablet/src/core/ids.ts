/** Ids made on the tablet (UUIDv7). */

import { v7 } from "uuid";

import type { Uuid } from "./types";

/** A fresh id; ids of one tablet sort in the order they were made. */
export function freshId(): Uuid {
  return v7();
}
