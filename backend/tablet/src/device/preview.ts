/** Small pictures for the screens (缩略图): made one at a time, kept boxed, few in memory. */

import type { Uuid } from "../core/types";
import { type Bytes, plain } from "./bytes";
import type { DexieStore } from "./store";
import { Turn } from "./turn";

const EDGE = 360;
const IN_MEMORY = 60;
const TYPE = "image/jpeg";

export class Previews {
  private readonly urls = new Map<Uuid, string>();
  private readonly turn = new Turn();

  constructor(private readonly store: DexieStore) {}

  /** An object URL, or null for what is no picture or not here. */
  async url(id: Uuid): Promise<string | null> {
    return this.known(id) ?? this.turn.take(async () => this.known(id) ?? this.make(id));
  }

  /** Give all of them back, as when the tablet is locked. */
  drop(): void {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }

  private known(id: Uuid): string | null {
    const url = this.urls.get(id) ?? null;
    if (url) {
      this.urls.delete(id);
      this.urls.set(id, url); // used last
    }
    return url;
  }

  private async make(id: Uuid): Promise<string | null> {
    const small = (await this.kept(id)) ?? (await this.shrink(id));
    if (!small) return null;
    const url = URL.createObjectURL(new Blob([small], { type: TYPE }));
    this.urls.set(id, url);
    for (const [old, gone] of this.urls) {
      if (this.urls.size <= IN_MEMORY) break;
      URL.revokeObjectURL(gone);
      this.urls.delete(old);
    }
    return url;
  }

  private async shrink(id: Uuid): Promise<Bytes | null> {
    const bytes = await this.store.photoBytes(id).catch(() => null);
    if (!bytes) return null;
    const small = await shrunk(new Blob([plain(bytes)]), EDGE);
    if (!small) return null;
    const made = new Uint8Array(await small.arrayBuffer());
    const { db, vault } = this.store.kept;
    await db.previews.put({ id, box: await vault.seal("previews", id, made) });
    return made;
  }

  private async kept(id: Uuid): Promise<Bytes | null> {
    const { db, vault } = this.store.kept;
    const row = await db.previews.get(id);
    return row ? vault.open("previews", id, row.box) : null;
  }
}

/** The picture with its longer side cut to `edge`, upright; null for what cannot be drawn. */
export async function shrunk(picture: Blob, edge: number): Promise<Blob | null> {
  const whole = await createImageBitmap(picture).catch(() => null);
  if (!whole) return null;
  const scale = Math.min(1, edge / Math.max(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(whole.width * scale));
  canvas.height = Math.max(1, Math.round(whole.height * scale));
  canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return new Promise((resolve) => canvas.toBlob(resolve, TYPE, 0.8));
}
