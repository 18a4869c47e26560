/** The line to the server (线路): batches, pulls and photo bytes over HTTP. */

import type { Line, PhotoRow } from "../core/ports";
import type { Digest, PullAnswer, PushAnswer } from "../core/types";
import { gzip } from "./wire/http";
import { upload, type Wire } from "./wire/upload";

const PUSH = "/api/v1/sync/push";
const PULL = "/api/v1/sync/pull";
const PUSH_S = 90;
const PULL_S = 120;

export class HttpLine implements Line {
  constructor(private readonly wire: Wire) {}

  /** The signature is over `body` as it is; it travels packed. */
  async push(body: Uint8Array, signature: string): Promise<PushAnswer> {
    const packed = await gzip(body);
    const headers = {
      "Xingjian-Device": this.wire.device,
      "Xingjian-Signature": signature,
      "Content-Type": "application/json",
      "Content-Encoding": "gzip",
    };
    return this.wire.tokens.with((bearer) =>
      this.wire.http.json<PushAnswer>(PUSH, {
        method: "POST",
        body: packed,
        headers: { ...headers, ...bearer },
        timeoutS: PUSH_S,
      }),
    );
  }

  async pull(cursor: string, state: Digest | ""): Promise<PullAnswer> {
    const query = new URLSearchParams({ cursor, state });
    return this.wire.tokens.with((bearer) =>
      this.wire.http.json<PullAnswer>(`${PULL}?${query}`, {
        headers: { "Xingjian-Device": this.wire.device, ...bearer },
        timeoutS: PULL_S,
      }),
    );
  }

  upload(photo: PhotoRow, bytes: Uint8Array, progress: (sent: number) => void): Promise<void> {
    return upload(this.wire, photo, bytes, progress);
  }
}
