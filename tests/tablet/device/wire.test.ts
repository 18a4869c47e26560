/** What comes back on the line, and what it means for what waits. */

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

import { LineFault, type Signer } from "../../../backend/tablet/src/core/ports";
import { HttpLine } from "../../../backend/tablet/src/device/line";
import { Tokens, type TokenPair } from "../../../backend/tablet/src/device/tokens";
import { faultOf, kindOf, retryAfter } from "../../../backend/tablet/src/device/wire/faults";
import { Http } from "../../../backend/tablet/src/device/wire/http";

const SIGNER: Signer = { device: "tablet-1", sign: async () => "signature" };

interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}
type Say = (asked: Asked) => { status: number; body: string; headers?: Record<string, string> };

/** A server that answers as told; what it was asked is kept. */
async function server(say: Say) {
  const asked: Asked[] = [];
  const made = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = "", url = "", headers } = request;
    const one = { method, path: url, headers, body: Buffer.concat(parts) };
    asked.push(one);
    const { status, body, headers: more } = say(one);
    response.writeHead(status, { "Content-Type": "application/json", ...more }).end(body);
  });
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  onTestFinished(() => void made.close());
  const base = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  const http = new Http((path, init) => fetch(base + path, init));
  return { asked, http };
}

function loggedIn(http: Http, pair: TokenPair | null = { access: "a1", refresh: "r1" }) {
  const place = { pair };
  const tokens = new Tokens(http, SIGNER, {
    get: async () => place.pair,
    put: async (next) => void (place.pair = next),
  });
  const places = { placeOf: () => "", setPlace: async () => undefined };
  return { place, tokens, line: new HttpLine({ http, tokens, device: "tablet-1", places }) };
}

const problem = (status: number, code: string) => ({ status, body: JSON.stringify({ code }) });
const kind = (error: unknown) => (error as LineFault).kind;

it.each([
  [401, "device-revoked", "revoked"],
  [401, "not-signed-in", "login"],
  [401, "session-ended", "login"],
  [401, "signature-wrong", "refused"],
  [412, "state-differs", "state-differs"],
  [429, "too-many-requests", "busy"],
  [503, "", "busy"],
  [502, "", "server"],
  [500, "internal-error", "server"],
  [413, "batch-too-large", "refused"],
  [404, "manifest-missing", "refused"],
])("%d %s is %s", (status, code, expected) => {
  expect(kindOf(status, code)).toBe(expected);
});

it("keeps what the server said: expected, came, do", () => {
  const told = { expected: "10", came: "9", do: "again" };
  const fault = faultOf(422, JSON.stringify({ code: "upload-length-differs", ...told }));
  expect(fault).toMatchObject({ kind: "refused", code: "upload-length-differs", status: 422 });
  expect(fault.problem).toMatchObject(told);
});

it("waits as long as it is told, in seconds or until a date", () => {
  const now = Date.parse("2026-03-02T08:00:00Z");
  expect(retryAfter("120", now)).toBe(120);
  expect(retryAfter("Mon, 02 Mar 2026 08:01:30 GMT", now)).toBe(90);
  expect(retryAfter("soon", now)).toBeNull();
});

it("takes silence for no line, and a hotel's login page for no server of ours", async () => {
  const dead = new Http(() => Promise.reject(new TypeError("fetch failed")));
  expect(kind(await dead.json("/api/v1/me").catch((error: unknown) => error))).toBe("offline");
  const { http } = await server(() => ({ status: 200, body: "<html>欢迎使用酒店网络</html>" }));
  expect(await http.json("/api/v1/me").catch((error: unknown) => error)).toMatchObject({
    kind: "server",
    code: "answer-unreadable",
  });
  const elsewhere = { status: 302, body: "", headers: { Location: "/in" } };
  const { http: sent } = await server(() => elsewhere);
  expect(kind(await sent.json("/api/v1/me").catch((error: unknown) => error))).toBe("offline");
});

it("sends a batch packed, signed as it was before packing", async () => {
  const answer = { batch: "b", receipts: [], epoch: "e", durable_through_seq: 0 };
  const { http, asked } = await server(() => ({ status: 200, body: JSON.stringify(answer) }));
  const body = new TextEncoder().encode(JSON.stringify({ operations: ["积水".repeat(500)] }));
  expect(await loggedIn(http).line.push(body, "over-the-plain-body")).toEqual(answer);
  const [push] = asked;
  expect(push?.headers).toMatchObject({
    authorization: "Bearer a1",
    "xingjian-device": "tablet-1",
    "xingjian-signature": "over-the-plain-body",
    "content-encoding": "gzip",
  });
  expect(push?.body.length).toBeLessThan(body.length / 5);
  expect(new Uint8Array(gunzipSync(push!.body))).toEqual(body);
});

it("renews an ended login once for everybody who waits, and keeps it before using it", async () => {
  const { http, asked } = await server(({ path, headers }) => {
    if (path === "/api/v1/token/refresh") {
      return { status: 200, body: JSON.stringify({ access: "a2", refresh: "r2" }) };
    }
    if (headers.authorization !== "Bearer a2") return problem(401, "not-signed-in");
    return { status: 200, body: JSON.stringify({ cursor: "c" }) };
  });
  const { line, place } = loggedIn(http);
  await Promise.all([line.pull("", ""), line.pull("", ""), line.pull("", "")]);
  const renewals = asked.filter((one) => one.path === "/api/v1/token/refresh");
  expect(renewals).toHaveLength(1);
  expect(renewals[0]?.headers["xingjian-signature"]).toBe("signature");
  expect(place.pair).toEqual({ access: "a2", refresh: "r2" });
});

it("asks for the password when the login ended weeks ago, and forgets nothing", async () => {
  const { http } = await server(() => problem(401, "session-ended"));
  const { line, place } = loggedIn(http);
  expect(kind(await line.pull("", "").catch((error: unknown) => error))).toBe("login");
  expect(place.pair).toEqual({ access: "a1", refresh: "r1" });
});

it("does not call at all without a login", async () => {
  const { http, asked } = await server(() => problem(500, ""));
  const { line } = loggedIn(http, null);
  expect(kind(await line.pull("", "").catch((error: unknown) => error))).toBe("login");
  expect(asked).toEqual([]);
});
