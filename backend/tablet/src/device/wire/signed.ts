/** Requests the tablet signs with its own key (平板签名请求). */

import type { Signer } from "../../core/ports";
import { deviceHeaders } from "../keys";
import { type Ask, type Http, bytesOf } from "./http";

/** The signature covers method, path and the uncompressed body; a query is not part of it. */
export async function askSigned<T>(
  http: Http,
  signer: Signer,
  path: string,
  ask: Ask = {},
): Promise<T> {
  const body = ask.body ? bytesOf(ask.body) : undefined;
  const method = ask.method ?? (body ? "POST" : "GET");
  const bare = path.split("?", 1)[0] ?? path;
  const signed = await deviceHeaders(signer, method, bare, body);
  const headers = { ...signed, ...ask.headers };
  return http.json<T>(path, { ...ask, method, headers, ...(body ? { body } : {}) });
}
