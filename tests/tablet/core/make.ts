/** Operations for tests: tablets, officers and what they do (合成数据). */

import { freshId } from "../../../backend/tablet/src/core/ids";
import type { Clock, Signer } from "../../../backend/tablet/src/core/ports";
import type { Json, Kind, Operation, Uuid } from "../../../backend/tablet/src/core/types";

export const VISIT = "00000000-0000-7000-8000-0000000000a1";
export const LEAD = "00000000-0000-7000-8000-000000000001";
export const SECOND = "00000000-0000-7000-8000-000000000002";
export const TABLET = "00000000-0000-7000-8000-0000000000d1";
export const OTHER = "00000000-0000-7000-8000-0000000000d2";

/** Makes the operations of one tablet, numbered as it would. */
export class Hand {
  seq = 0;

  constructor(
    readonly device: Uuid = TABLET,
    readonly officer: Uuid = LEAD,
    readonly visit: Uuid = VISIT,
  ) {}

  do(kind: Kind, body: { [key: string]: Json } = {}, outer: Partial<Operation> = {}): Operation {
    this.seq += 1;
    return {
      id: freshId(),
      device: this.device,
      seq: this.seq,
      kind,
      visit: this.visit,
      parent: null,
      after: [],
      done_at: "2026-03-02T09:00:00+08:00",
      body: { officer: this.officer, ...body },
      ...outer,
    };
  }

  answer(item: string, value: Json, outer: Partial<Operation> = {}): Operation {
    return this.do("answer.set", { item, value }, outer);
  }

  text(digest: string, kind = "onsite-record", outer: Partial<Operation> = {}): Operation {
    const body = { kind, number: `合成〔2026〕${digest}号`, text: "合成笔录", text_digest: digest };
    return this.do("paper.render", { ...body, context: {} }, outer);
  }

  sign(digest: string, signer: string, outer: Partial<Operation> = {}): Operation {
    const body = { text_digest: digest, signer, name: "合成签名人", signed_on: "2026-03-02" };
    return this.do("signature.add", body, outer);
  }

  photo(id: string, more: { [key: string]: Json } = {}): Operation {
    const bytes = { sha256: "a".repeat(64), length: 3, media_type: "image/jpeg", kind: "photo" };
    return this.do("evidence.add", { id, ...bytes, captured_at: "2026-03-02T09:00:00Z", ...more });
  }

  finding(id: string, more: { [key: string]: Json } = {}): Operation {
    const words = { item: "safety.exit", clause: "合成条款", wording: "通道堵塞（合成）" };
    return this.do("finding.add", { id, severity: "general", ...words, ...more });
  }
}

/** A signature nobody checks. */
export function anySigner(device: Uuid = TABLET): Signer {
  return { device, sign: async () => "signed" };
}

/** A clock that moves when it is told to. */
export function standingClock(start = Date.parse("2026-03-02T01:00:00Z")): Clock & { ms: number } {
  return { ms: start, now() { return this.ms; } };
}
