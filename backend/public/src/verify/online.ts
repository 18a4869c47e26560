// One digest against the log: over the line where there is one, else by a proof file that was given.

import { fetchProof, prove, proveOnline, type Proven } from "./check";
import type { Bytes } from "./bytes";
import { Fault } from "./fault";
import { readKey } from "./note";
import type { Outcome } from "./page";
import type { Proof } from "./proof";

export interface Known {
  address: string;
  key: string;
}

export class Unreachable extends Error {}

export class Log {
  readonly address: string;

  constructor(private readonly known: Known) {
    this.address = location.protocol.startsWith("http") ? location.origin : known.address;
  }

  /** What the log says of a digest; never throws. */
  async check(file: string, digest: string, given?: Proof): Promise<Outcome> {
    try {
      const found = await this.proven(digest, given);
      if (!found) return { file, digest, kind: "none" };
      return { file, digest, kind: found.withdrawn ? "withdrawn" : "good", proven: found };
    } catch (error) {
      if (error instanceof Unreachable) return { file, digest, kind: "offline" };
      return { file, digest, kind: "bad", code: error instanceof Fault ? error.code : String(error) };
    }
  }

  /** A file of the site; null where there is none. Throws Unreachable. */
  async file(path: string): Promise<Bytes | null> {
    let answer: Response;
    try {
      answer = await fetch(`${this.address}/${path}`);
    } catch {
      throw new Unreachable();
    }
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Unreachable();
    return new Uint8Array(await answer.arrayBuffer());
  }

  private async proven(digest: string, given?: Proof): Promise<Proven | null> {
    const key = await readKey(this.known.key);
    const fetched = (path: string) => this.file(`log/${path}`);
    try {
      const proof = given ?? (await fetchProof(digest, fetched));
      return proof && (await proveOnline(proof, digest, key, fetched));
    } catch (error) {
      if (given && error instanceof Unreachable) return prove(given, digest, key);
      throw error;
    }
  }
}
