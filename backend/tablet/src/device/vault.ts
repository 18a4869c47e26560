/** Boxes (加密盒): iv(12) ‖ AES-256-GCM(data key, content, aad = "<table>\n<id>"). */

import { type Bytes, concat, plain, random, textOf, utf8 } from "./bytes";

const IV = 12;
const AT_ONCE = 256;
const AES = "AES-GCM";

export interface Boxed {
  id: string;
  box: Uint8Array;
}

/** A box that does not open: another key, another place, or changed bytes. */
export class Damaged extends Error {
  constructor(
    readonly table: string,
    readonly id: string,
  ) {
    super(`${table} ${id}: the box does not open`);
  }
}

/** A new data key (数据密钥), raw: to be wrapped, then forgotten. */
export const newDataKey = (): Bytes => random(32);

/** The vault of a raw data key; the key in it cannot be read out again. */
export async function openVault(raw: Uint8Array): Promise<Vault> {
  const key = await crypto.subtle.importKey("raw", plain(raw), AES, false, ["encrypt", "decrypt"]);
  return new Vault(key);
}

export class Vault {
  /** Rows that did not open, `<table> <id>`: told to the inspector, never thrown away. */
  readonly damaged = new Set<string>();
  /** Told when another row did not open. */
  onDamaged: () => void = () => undefined;

  constructor(private readonly key: CryptoKey) {}

  /** Bytes into a box that opens only at this place; what is written anew is whole again. */
  async seal(table: string, id: string, content: Uint8Array): Promise<Bytes> {
    const iv = random(IV);
    const sealed = await crypto.subtle.encrypt(place(iv, table, id), this.key, plain(content));
    this.damaged.delete(nameOf(table, id));
    return concat(iv, new Uint8Array(sealed));
  }

  /** Throws Damaged. */
  async open(table: string, id: string, box: Uint8Array): Promise<Bytes> {
    const whole = plain(box);
    const how = place(whole.subarray(0, IV), table, id);
    try {
      return new Uint8Array(await crypto.subtle.decrypt(how, this.key, whole.subarray(IV)));
    } catch {
      this.name(nameOf(table, id));
      throw new Damaged(table, id);
    }
  }

  /** It did not open, or the browser could not read it. */
  name(row: string): void {
    if (this.damaged.has(row)) return;
    this.damaged.add(row);
    this.onDamaged();
  }

  async box(table: string, id: string, value: unknown): Promise<Bytes> {
    return this.seal(table, id, utf8(JSON.stringify(value)));
  }

  /** Throws Damaged. */
  async unbox<T>(table: string, id: string, box: Uint8Array): Promise<T> {
    return JSON.parse(textOf(await this.open(table, id, box))) as T;
  }

  /** Many at once, in their order; one damaged box is left out and does not stop the others. */
  async unboxAll<T>(table: string, rows: Boxed[]): Promise<Map<string, T>> {
    const opened = new Map<string, T>();
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const slab = rows.slice(from, from + AT_ONCE);
      const opening = slab.map((row) => this.unbox<T>(table, row.id, row.box));
      const found = await Promise.allSettled(opening);
      found.forEach((one, n) => {
        if (one.status === "fulfilled") opened.set(slab[n]!.id, one.value);
      });
    }
    return opened;
  }
}

/** A row as the inspector and the administrator name it. */
export const nameOf = (table: string, id: string): string => `${table} ${id}`;

function place(iv: Bytes, table: string, id: string): AesGcmParams {
  return { name: AES, iv, additionalData: utf8(`${table}\n${id}`) };
}
