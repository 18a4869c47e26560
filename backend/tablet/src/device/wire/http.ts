/** Asking the server (请求): a time limit on all of it, faults as LineFault, nothing followed. */

import { LineFault } from "../../core/ports";
import { type Bytes, plain, utf8 } from "../bytes";
import { faultOf, silenceOf } from "./faults";

export interface Ask {
  method?: "GET" | "POST";
  /** JSON, or bytes that are sent as they are. */
  body?: object | Uint8Array;
  headers?: Record<string, string>;
  timeoutS?: number;
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

export class Http {
  /** Called with every fault, before it is thrown. */
  onFault: (fault: LineFault) => void = () => undefined;
  /** In which language the server names what it refuses. */
  language: () => string = () => "zh-hans";
  /** When the server last took a request (ms). */
  answeredAt = 0;

  constructor(private readonly fetch: Fetch = (path, init) => globalThis.fetch(path, init)) {}

  /** The answer below 400, read with `read` within the time limit. Throws LineFault. */
  async ask<T>(path: string, ask: Ask, read: (answer: Response) => Promise<T> | T): Promise<T> {
    try {
      const answer = await this.fetch(path, initOf(ask, this.language()));
      if (answer.status >= 400) {
        throw faultOf(answer.status, await answer.text(), answer.headers.get("Retry-After"));
      }
      const said = await read(answer);
      this.answeredAt = Date.now();
      return said;
    } catch (error) {
      const fault = silenceOf(error);
      this.onFault(fault);
      throw fault;
    }
  }

  /** What is no JSON does not come from our server: a hotel's login page, a proxy. */
  json<T>(path: string, ask: Ask = {}): Promise<T> {
    return this.ask(path, ask, async (answer) => {
      try {
        return (await answer.json()) as T;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new LineFault("server", "answer-unreadable", "expected JSON, came something else");
      }
    });
  }
}

function initOf(ask: Ask, language: string): RequestInit {
  const { body } = ask;
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": language,
    ...ask.headers,
  };
  if (body && !headers["Content-Type"]) headers["Content-Type"] = "application/json";
  return {
    method: ask.method ?? (body ? "POST" : "GET"),
    headers,
    body: body ? bytesOf(body) : null,
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout((ask.timeoutS ?? 60) * 1000),
  };
}

/** The very bytes that are sent, and signed. */
export function bytesOf(body: object | Uint8Array): Bytes {
  return body instanceof Uint8Array ? plain(body) : utf8(JSON.stringify(body));
}

export async function gzip(bytes: Uint8Array): Promise<Bytes> {
  const packed = new Blob([plain(bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
