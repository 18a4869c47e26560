/** Room on the tablet (存储空间): asked to be kept for good, watched, the last of it kept back. */

import { Fault } from "../app/session.types";
import { keepReserve } from "./reserve";

export interface Room {
  persisted: boolean;
  usage: number;
  quota: number;
  /** The reserve could not be kept: what is left is for answers, signatures and receipts. */
  tight: boolean;
}

/** Ask the browser not to clear us away; it answers by its own rules. */
export async function askToPersist(): Promise<boolean> {
  const { storage } = navigator;
  if (!storage?.persist) return false;
  return (await storage.persisted()) || (await storage.persist());
}

export async function room(): Promise<Room> {
  const { storage } = navigator;
  const tight = !(await keepReserve());
  if (!storage?.estimate) return { persisted: false, usage: 0, quota: 0, tight };
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { persisted: await storage.persisted(), usage, quota, tight };
}

/** Throws Fault storage-low when a photo would take what is kept back for all the rest. */
export async function demandRoom(length: number): Promise<void> {
  const { usage, quota, tight } = await room();
  const left = quota === 0 ? Infinity : quota - usage;
  if (!tight && left >= length) return;
  throw new Fault("storage-low", `expected room for ${length} bytes and the reserve, came ${left}`);
}
