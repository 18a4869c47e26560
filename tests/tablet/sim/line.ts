/** A bad line (坏线路): it drops, repeats, reorders, cuts, and the server behind it restarts. */

import { LineFault, type Line, type PhotoRow } from "../../../backend/tablet/src/core/ports";
import type { PullAnswer, PushAnswer, Receipt, Uuid } from "../../../backend/tablet/src/core/types";
import { ServerNo } from "../core/tiny-server";
import type { Chance } from "./chance";

/** What stands behind the line: the tiny server, or the real one's core. */
export interface SimServer {
  push(device: Uuid, body: string): PushAnswer | Promise<PushAnswer>;
  pull(device: Uuid, cursor: string, state: string, now: number): Promise<PullAnswer>;
  upload(id: Uuid, length: number, most: number): number | Promise<number>;
}

/** Shares of each fault, of all requests. */
export interface Weather {
  lost: number;
  answerLost: number;
  repeated: number;
  late: number;
  busy: number;
  broken: number;
}

export const FAIR: Weather = { lost: 0, answerLost: 0, repeated: 0, late: 0, busy: 0, broken: 0 };
export const FOUL: Weather = {
  lost: 0.12, answerLost: 0.12, repeated: 0.1, late: 0.08, busy: 0.04, broken: 0.04,
};

const PIECE = 1500;

export class SimLine implements Line {
  weather: Weather = FOUL;
  /** Every receipt that reached this tablet. */
  readonly receipts: Receipt[] = [];
  private readonly ghosts: (() => Promise<unknown>)[] = [];

  constructor(
    private readonly server: SimServer,
    private readonly device: Uuid,
    private readonly chance: Chance,
    private readonly now: () => number,
  ) {}

  async push(body: Uint8Array): Promise<PushAnswer> {
    const text = new TextDecoder().decode(body);
    const answer = await this.carry(async () => copied(await this.server.push(this.device, text)));
    this.receipts.push(...answer.receipts);
    return answer;
  }

  async pull(cursor: string, state: string): Promise<PullAnswer> {
    const { server, device } = this;
    const answer = await this.carry(async () =>
      copied(await server.pull(device, cursor, state, this.now())),
    );
    this.receipts.push(...answer.receipts);
    return answer;
  }

  async upload(row: PhotoRow, _: Uint8Array, progress: (sent: number) => void): Promise<void> {
    for (let reached = 0; reached < row.length; progress(reached)) {
      reached = await this.carry(async () => this.server.upload(row.id, row.length, PIECE));
    }
  }

  /** Requests that were on their way arrive now, long after anybody waits for them. */
  async deliverGhosts(): Promise<void> {
    for (const ghost of this.ghosts.splice(0)) await ghost().catch(() => undefined);
  }

  private async carry<T>(request: () => Promise<T>): Promise<T> {
    const { weather, chance } = this;
    if (this.ghosts.length > 0 && chance.happens(0.3)) await this.deliverGhosts();
    if (chance.happens(weather.busy)) throw new LineFault("busy", "http-503", "busy", 1);
    if (chance.happens(weather.broken)) throw new LineFault("server", "http-500", "broken");
    if (chance.happens(weather.lost)) throw cut();
    if (chance.happens(weather.late)) {
      this.ghosts.push(request);
      throw cut();
    }
    if (chance.happens(weather.repeated)) await answered(request);
    const answer = await answered(request);
    if (chance.happens(weather.answerLost)) throw cut();
    return answer;
  }
}

const KINDS = { 400: "refused", 404: "refused", 412: "state-differs", 413: "refused" } as const;

async function answered<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (no) {
    if (!(no instanceof ServerNo)) throw no;
    const kind = KINDS[no.status as keyof typeof KINDS] ?? "server";
    throw new LineFault(kind, no.code, no.message);
  }
}

function cut(): LineFault {
  return new LineFault("offline", "cut", "the line was cut");
}

/** As it comes over a wire. */
function copied<T>(answer: T): T {
  return JSON.parse(JSON.stringify(answer)) as T;
}
