/** A naive server in memory, for the engine's tests and the simulator: feeds, epochs, marks. */

import { createHash } from "node:crypto";

import { canonical } from "../../../backend/tablet/src/core/canonical";
import { freshId } from "../../../backend/tablet/src/core/ids";
import type {
  FeedEntry, Operation, PullAnswer, PushAnswer, Receipt, Uuid,
} from "../../../backend/tablet/src/core/types";
import { judgeAll, receiptOf, tryLock, type Docket } from "./tiny-judge";

/** What the server says no to as a whole. */
export class ServerNo extends Error {
  constructor(readonly status: number, readonly code: string) {
    super(code);
  }
}

interface Batch {
  operations: Operation[];
  carried?: { device: Uuid; body: string; signature: string }[];
}

interface Books extends Docket {
  feeds: Map<string, FeedEntry[]>;
  photos: Map<Uuid, number>;
  marks: Map<Uuid, number>;
}

interface Cursor {
  epoch: Uuid;
  feeds: { [feed: string]: number };
}

const PAGE = 25;

export class TinyServer {
  epoch: Uuid = freshId();
  private books: Books = {
    stored: new Map(), records: new Map(), signed: new Set(), locked: new Set(),
    feeds: new Map(), photos: new Map(), marks: new Map(),
  };
  private backup: Books | null = null;

  /** visits: those that every tablet here hears of. */
  constructor(private readonly visitsOf: (device: Uuid) => Uuid[]) {}

  push(device: Uuid, body: string): PushAnswer {
    const batch = JSON.parse(body) as Batch;
    for (const one of batch.operations) {
      if (one.body["note"] === "poison-batch") throw new ServerNo(400, "batch-malformed");
      if (one.body["note"] === "poison-crash") throw new ServerNo(500, "http-500");
    }
    const carried = (batch.carried ?? []).map((one) => this.passOn(one.device, one.body));
    return {
      batch: freshId(),
      receipts: this.takeIn(device, batch.operations),
      epoch: this.epoch,
      durable_through_seq: this.books.marks.get(device) ?? 0,
      ...(carried.length > 0 ? { carried } : {}),
    };
  }

  private passOn(device: Uuid, body: string) {
    try {
      return { device, receipts: this.push(device, body).receipts };
    } catch (no) {
      if (!(no instanceof ServerNo)) throw no;
      return { device, code: no.code };
    }
  }

  async pull(device: Uuid, cursor: string, state: string, now: number): Promise<PullAnswer> {
    const came = cursor ? (JSON.parse(cursor) as Cursor) : null;
    const why = came === null ? "start" : came.epoch === this.epoch ? "" : "epoch";
    const at: Cursor = why || came === null ? { epoch: this.epoch, feeds: {} } : came;
    if (state && !why && state !== this.digestUpTo(at)) {
      throw new ServerNo(412, "state-differs");
    }
    const visits = this.visitsOf(device);
    const news = [`device:${device}`, ...visits.map((one) => `visit:${one}`)].flatMap((feed) =>
      (this.books.feeds.get(feed) ?? []).slice(at.feeds[feed] ?? 0),
    );
    const page = news.slice(0, PAGE);
    const read = Object.fromEntries(page.map((one) => [one.feed, one.n]));
    return {
      cursor: JSON.stringify({ epoch: this.epoch, feeds: { ...at.feeds, ...read } }),
      epoch: this.epoch,
      resync: why,
      durable_through_seq: this.books.marks.get(device) ?? 0,
      gaps: [],
      visits: visits.map((id) => this.brief(id)),
      receipts: page.flatMap((one) => (one.kind === "receipt" ? [one.body as never] : [])),
      entries: page.filter((one) => one.kind !== "receipt"),
      more: news.length > PAGE,
      clock: { now: new Date(now).toISOString(), ahead_s: 0, demo: false },
    };
  }

  /** Bytes of a photo from where it stands; gives where it stands now. */
  upload(id: Uuid, length: number, most: number): number {
    const manifest = this.appliedOperations().some(
      (one) => one.kind === "evidence.add" && one.body["id"] === id,
    );
    if (!manifest) throw new ServerNo(404, "manifest-missing");
    const reached = Math.min(length, (this.books.photos.get(id) ?? 0) + most);
    this.books.photos.set(id, reached);
    return reached;
  }

  /** A verified backup: marks move over closed visits, as far as nothing is missing below. */
  backUp(): void {
    const { stored, locked, marks } = this.books;
    const bySeq = new Map<Uuid, Map<number, boolean>>();
    for (const { operation, outcome } of stored.values()) {
      const safe = outcome !== "held" && locked.has(operation.visit);
      const known = bySeq.get(operation.device) ?? new Map<number, boolean>();
      bySeq.set(operation.device, known.set(operation.seq, safe));
    }
    for (const [device, seqs] of bySeq) {
      let mark = marks.get(device) ?? 0;
      while (seqs.get(mark + 1)) mark += 1;
      marks.set(device, mark);
    }
    this.backup = structuredClone(this.books);
  }

  /** The server is lost and comes back from its last backup, in a new epoch. */
  restore(): void {
    if (!this.backup) return;
    this.books = structuredClone(this.backup);
    this.epoch = freshId();
  }

  stored(id: Uuid): Receipt | null {
    return this.books.stored.has(id) ? receiptOf(this.books, id) : null;
  }

  appliedOperations(visit?: Uuid): Operation[] {
    return [...this.books.stored.values()]
      .filter((one) => one.outcome === "applied")
      .map((one) => one.operation)
      .filter((one) => visit === undefined || one.visit === visit);
  }

  /** Operations of a visit's feed, in its order, with their defects. */
  told(visit: Uuid): Operation[] {
    const entries = this.books.feeds.get(`visit:${visit}`) ?? [];
    return entries.flatMap((one) => one.body.operations ?? []);
  }

  photoBytes(id: Uuid): number {
    return this.books.photos.get(id) ?? 0;
  }

  private takeIn(device: Uuid, operations: Operation[]): Receipt[] {
    const { stored } = this.books;
    const known = new Map<Uuid, boolean>();
    const fresh: Operation[] = [];
    for (const one of operations) {
      const before = stored.get(one.id)?.operation ?? fresh.find(({ id }) => id === one.id);
      known.set(one.id, before !== undefined);
      if (before && canonical(before) !== canonical(one)) throw new Error(`id reused: ${one.id}`);
      if (!before && one.device === device) fresh.push(one);
    }
    const inSequence = fresh.sort((one, other) => one.seq - other.seq);
    const settled = [...new Set(judgeAll(this.books, inSequence))];
    this.tell(settled);
    const answered = new Set(operations.map((one) => one.id));
    for (const id of settled) if (known.get(id) || !answered.has(id)) this.tellReceipt(id);
    return operations.map(({ id }) => {
      const receipt = receiptOf(this.books, id);
      const again = known.get(id) && receipt.outcome === "applied";
      return again ? { ...receipt, outcome: "duplicate" } : receipt;
    });
  }

  private tell(settled: Uuid[]): void {
    for (const id of settled) {
      const one = this.books.stored.get(id);
      if (one?.outcome !== "applied") continue;
      const { operation, defects } = one;
      if (operation.kind !== "lead.add") {
        const body = { operations: [{ ...operation, defects }] };
        this.append(`visit:${operation.visit}`, "operations", body);
      }
      if (tryLock(this.books, operation.visit)) this.append(`visit:${operation.visit}`, "lock", {});
    }
  }

  private tellReceipt(id: Uuid): void {
    const device = this.books.stored.get(id)?.operation.device;
    this.append(`device:${device}`, "receipt", receiptOf(this.books, id) as never);
  }

  private append(feed: string, kind: string, body: FeedEntry["body"]): void {
    const entries = this.books.feeds.get(feed) ?? [];
    const n = entries.length + 1;
    entries.push({ feed, n, kind, ref: "", body: structuredClone(body), at: "" });
    this.books.feeds.set(feed, entries);
  }

  private brief(id: Uuid) {
    const state = this.books.locked.has(id) ? "locked" : "open";
    return { id, state, version: 1, window_from: "2026-03-01", window_until: "2026-03-31" };
  }

  private digestUpTo(cursor: Cursor): string {
    const held: { [visit: Uuid]: Uuid[] } = {};
    for (const [feed, n] of Object.entries(cursor.feeds)) {
      const ids = (this.books.feeds.get(feed) ?? [])
        .slice(0, n)
        .flatMap((one) => (one.body.operations ?? []).map(({ id }) => id));
      const visit = /^visit:(.+)$/.exec(feed)?.[1];
      if (visit && ids.length > 0) held[visit] = [...new Set(ids)].sort();
    }
    return createHash("sha256").update(canonical(held)).digest("hex");
  }
}
