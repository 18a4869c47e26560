/** The last word of a revoked tablet (失管托管): ciphertext to the office, then everything goes. */

import { sha256 } from "../core/canonical";
import { LineFault, type Signer } from "../core/ports";
import { type Origin, type Source, pieces } from "./pieces";
import type { Http } from "./wire/http";
import { askSigned } from "./wire/signed";

export const ESCROW = "/api/v1/sync/escrow";
const SLOW_S = 600;

interface EscrowAnswer {
  receipt: { id: string; device: string; sha256: string; length: number };
}

/** Name of a piece → the SHA-256 the server confirmed; kept over a restart. */
export type Sent = { [name: string]: string };
export interface SentPlace {
  get(): Promise<Sent>;
  put(sent: Sent): Promise<void>;
}

/** Every piece with a receipt whose digest is right; goes on where a cut left it.
 *
 * Throws LineFault; then nothing may be wiped.
 */
export async function escrow(
  from: { source: Source; origin: Origin; sent: SentPlace },
  http: Http,
  signer: Signer,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  let sent = await from.sent.get();
  const skip = (name: string) => name in sent;
  for await (const piece of pieces(from.source, from.origin, { all: false, skip })) {
    sent = { ...sent, [piece.name]: await deliver(http, signer, piece.bytes) };
    await from.sent.put(sent);
    progress(Object.keys(sent).length);
  }
}

async function deliver(http: Http, signer: Signer, bytes: Uint8Array): Promise<string> {
  const own = await sha256(bytes);
  const { receipt } = await askSigned<EscrowAnswer>(http, signer, ESCROW, {
    body: bytes,
    headers: { "Content-Type": "application/octet-stream" },
    timeoutS: SLOW_S,
  });
  const same = receipt?.sha256 === own && receipt.length === bytes.length;
  if (same && receipt.device === signer.device) return own;
  throw new LineFault("server", "receipt-differs", `expected ${own}, came ${receipt?.sha256}`);
}
