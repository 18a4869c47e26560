/** Room on the tablet (存储空间): asked to be kept for good, and watched. */

export interface Room {
  persisted: boolean;
  usage: number;
  quota: number;
}

/** Ask the browser not to clear us away; it answers by its own rules. */
export async function askToPersist(): Promise<boolean> {
  const { storage } = navigator;
  if (!storage?.persist) return false;
  return (await storage.persisted()) || (await storage.persist());
}

export async function room(): Promise<Room> {
  const { storage } = navigator;
  if (!storage?.estimate) return { persisted: false, usage: 0, quota: 0 };
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { persisted: await storage.persisted(), usage, quota };
}
