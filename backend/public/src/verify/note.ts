// Checkpoints and their signature (C2SP signed-note, tlog-checkpoint).

import { base64, fromBase64, hex, joined, same, sha256, utf8, type Bytes } from "./bytes";
import { Fault } from "./fault";

export interface Key {
  name: string;
  id: Bytes;
  raw: Bytes;
}

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;

/** Read `<origin>+<key ID>+<base64>`. */
export async function readKey(text: string): Promise<Key> {
  const [name = "", id = "", ...rest] = text.trim().split("+");
  let bytes: Bytes;
  try {
    bytes = fromBase64(rest.join("+"));
  } catch {
    throw new Fault("key-form", text);
  }
  const hash = await sha256(joined(utf8(`${name}\n`), bytes));
  const mine = hash.slice(0, 4);
  if (bytes.length !== 33 || bytes[0] !== 1 || hex(mine) !== id) throw new Fault("key-form", text);
  return { name, id: mine, raw: bytes.slice(1) };
}

/** Check the signature and give origin, size and root. */
export async function openCheckpoint(note: string, key: Key): Promise<Checkpoint> {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) throw new Fault("note-form");
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split("\n");
  const ours = lines.map((line) => signatureOf(line, key)).filter((found) => found !== null);
  if (ours.length === 0) throw new Fault("signature-unknown");
  for (const signature of ours) {
    if (!(await holds(key, signature, utf8(text)))) throw new Fault("signature-broken");
  }
  return readCheckpoint(text, key.name);
}

function signatureOf(line: string, key: Key): Bytes | null {
  const found = LINE.exec(line);
  if (!found) throw new Fault("note-form", line);
  const raw = fromBase64(found[2] ?? "");
  return found[1] === key.name && same(raw.slice(0, 4), key.id) ? raw.slice(4) : null;
}

async function holds(key: Key, signature: Bytes, text: Bytes): Promise<boolean> {
  let made: CryptoKey;
  try {
    made = await crypto.subtle.importKey("raw", key.raw, "Ed25519", false, ["verify"]);
  } catch {
    throw new Fault("browser-old");
  }
  return crypto.subtle.verify("Ed25519", made, signature, text);
}

function readCheckpoint(text: string, name: string): Checkpoint {
  const [origin = "", size = "", root = ""] = text.split("\n");
  if (!/^(0|[1-9][0-9]{0,14})$/.test(size)) throw new Fault("checkpoint-form", size);
  const bytes = fromBase64(root);
  if (bytes.length !== 32 || base64(bytes) !== root) throw new Fault("checkpoint-form", root);
  if (origin !== name) throw new Fault("origin-foreign", origin);
  return { origin, size: Number(size), root: bytes };
}
