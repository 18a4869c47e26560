/** Room kept back (备用空间): a file that can go at once, so that answers and receipts still fit.
 *
 * The browser's own estimate is no measure: some report a fixed quota whatever is left.
 */

const NAME = "reserve";
export const RESERVE = 8 * 1024 * 1024;

/** Keep it, if it is not there; false when there is no room for it. */
export async function keepReserve(): Promise<boolean> {
  const folder = await place();
  if (!folder) return true; // a browser that has no such files: nothing can be kept back
  try {
    const file = await folder.getFileHandle(NAME, { create: true });
    if ((await file.getFile()).size >= RESERVE) return true;
    const writer = await file.createWritable();
    await writer.write(new Uint8Array(RESERVE));
    await writer.close();
    return true;
  } catch {
    await freeReserve();
    return false;
  }
}

/** Let it go; false when there was none. */
export async function freeReserve(): Promise<boolean> {
  const folder = await place();
  if (!folder) return false;
  return folder.removeEntry(NAME).then(() => true, () => false);
}

/** Do it; once more with what is kept back, where there was no room. */
export async function withReserve<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFull(error) || !(await freeReserve())) throw error;
    return work();
  }
}

/** The browser said that there is no room, whoever wrapped it. */
export function isFull(error: unknown): boolean {
  const { name, inner, code } = error as { name?: string; inner?: unknown; code?: unknown };
  if (name === "QuotaExceededError" || code === "storage-full") return true;
  return inner instanceof Error && isFull(inner);
}

async function place(): Promise<FileSystemDirectoryHandle | null> {
  return (await navigator.storage?.getDirectory?.().catch(() => null)) ?? null;
}
