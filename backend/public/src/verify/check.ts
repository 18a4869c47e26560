// One document against the log: from its own file alone, or from the tiles where there is a line.

import { hex, same, sha256, utf8, type Bytes } from "./bytes";
import { Fault } from "./fault";
import { openCheckpoint, type Checkpoint, type Key } from "./note";
import { isProof, openEntry, readProof, type Entry, type Proof } from "./proof";
import { Tiles, type Fetch } from "./tiles";
import { includedRoot, leafHash } from "./tree";

export interface Proven {
  entry: Entry;
  proof: Proof;
  checkpoint: Checkpoint;
  /** Computed from the tiles just now, not taken from a proof file. */
  fresh: boolean;
  /** The log says that this was taken back later. */
  withdrawn: Entry | null;
}

/** Check a proof file for a document's digest, without any line. */
export async function prove(proof: Proof, digest: string, key: Key): Promise<Proven> {
  if (proof.document !== digest) throw new Fault("document-differs", digest);
  const entry = await openEntry(proof);
  const checkpoint = await openCheckpoint(proof.note, key);
  await demandIncluded(proof, checkpoint, proof.path);
  return { entry, proof, checkpoint, fresh: false, withdrawn: null };
}

/** The same, with the path computed from the tiles of the newest checkpoint. */
export async function proveOnline(
  proof: Proof,
  digest: string,
  key: Key,
  fetch: Fetch,
): Promise<Proven> {
  const proven = await prove(proof, digest, key);
  const note = await fetch("checkpoint");
  if (!note) return proven;
  const checkpoint = await openCheckpoint(new TextDecoder().decode(note), key);
  const path = await new Tiles(checkpoint.size, fetch).inclusion(proof.index);
  await demandIncluded(proof, checkpoint, path);
  return { ...proven, checkpoint, fresh: true, withdrawn: await takenBack(proof, key, fetch) };
}

/** The proof of a document's digest as the log gives it; null when it knows none. */
export async function fetchProof(digest: string, fetch: Fetch): Promise<Proof | null> {
  const file = await fetch(`proof/${digest}.tlog-proof`);
  const text = file ? new TextDecoder().decode(file) : "";
  return isProof(text) ? readProof(text) : null;
}

async function demandIncluded(proof: Proof, head: Checkpoint, path: Bytes[]): Promise<void> {
  const leaf = await leafHash(utf8(proof.entry));
  const root = await includedRoot(leaf, proof.index, head.size, path);
  if (!same(root, head.root)) throw new Fault("not-included");
}

/** An entry that takes another one back has that one's leaf hash as its document. */
async function takenBack(proof: Proof, key: Key, fetch: Fetch): Promise<Entry | null> {
  const leaf = hex(await leafHash(utf8(proof.entry)));
  const found = await fetchProof(leaf, fetch);
  return found ? (await prove(found, leaf, key)).entry : null;
}

export async function digestOf(data: Bytes): Promise<string> {
  return hex(await sha256(data));
}
