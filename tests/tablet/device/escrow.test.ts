/** The last word of a revoked tablet: whole, signed, once, and no wiping before every receipt. */

import { createHash, webcrypto } from "node:crypto";

import { LineFault } from "../../../backend/tablet/src/core/ports";
import { type Sent, escrow } from "../../../backend/tablet/src/device/escrow";
import { exportJournal, nameOf } from "../../../backend/tablet/src/device/exporting";
import { newDeviceKey, signedMessage, signerOf } from "../../../backend/tablet/src/device/keys";
import { type Row, type Source, pieces } from "../../../backend/tablet/src/device/pieces";
import { Http } from "../../../backend/tablet/src/device/wire/http";

const DEVICE = "0192aaaa-0000-7000-8000-000000000001";
const ORIGIN = { device: DEVICE, wrapped_data_key: { key: "k" } };
const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);

function source(rows: number, photo = 0): Source {
  const journal = Array.from({ length: rows }, (_, n): Row => {
    const [seq, box] = [n + 1, bytes(100 + n, n)];
    const entry = { table: "journal", id: `op-${seq}`, seq, visit: "v", length: box.length } as const;
    return { entry, box };
  });
  return {
    rows: async () => journal,
    waiting: async () => ["op-2"],
    photos: async () => (photo ? [{ id: "photo-1", visit: "v" }] : []),
    photoBox: async () => bytes(photo, 7),
  };
}

async function read(given: AsyncGenerator<{ name: string; bytes: Uint8Array }>) {
  const found = [];
  for await (const { name, bytes: whole } of given) found.push({ name, ...split(whole) });
  return found;
}

function split(whole: Uint8Array) {
  const end = whole.indexOf(10);
  const header = JSON.parse(new TextDecoder().decode(whole.subarray(0, end)));
  return { header, content: whole.subarray(end + 1), length: whole.length };
}

/** A server that keeps pieces, and may cut the line or lie. */
async function office(say: (n: number, honest: object) => Response) {
  const key = await newDeviceKey();
  const kept: Uint8Array[] = [];
  const http = new Http(async (path, init) => {
    const body = new Uint8Array(init.body as ArrayBuffer);
    const headers = init.headers as Record<string, string>;
    const message = signedMessage("POST", path, DEVICE, body);
    const point = await webcrypto.subtle.importKey(
      "jwk", { ...key.point }, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"],
    );
    const signature = Buffer.from(headers["Xingjian-Signature"] ?? "", "base64url");
    const how = { name: "ECDSA", hash: "SHA-256" };
    if (!(await webcrypto.subtle.verify(how, point, signature, message))) {
      return Response.json({ code: "signature-wrong" }, { status: 401 });
    }
    kept.push(body);
    const sha256 = createHash("sha256").update(body).digest("hex");
    return say(kept.length, { id: "r", device: DEVICE, sha256, length: body.length });
  });
  return { http, kept, signer: signerOf(DEVICE, key.privateKey), key };
}

function remembered() {
  const all: { sent: Sent } = { sent: {} };
  return { all, get: async () => all.sent, put: async (sent: Sent) => void (all.sent = sent) };
}

it("puts every box behind one line that says whose it is and where it ends", async () => {
  const [piece] = await read(pieces(source(3), ORIGIN, { all: false }));
  expect(piece?.header).toMatchObject({ v: 1, ...ORIGIN, kind: "operations", waiting: ["op-2"] });
  const ids = piece?.header.entries.map((one: { id: string }) => one.id);
  expect(ids).toEqual(["op-1", "op-2", "op-3"]);
  const lengths = piece?.header.entries.map((one: { length: number }) => one.length);
  expect(lengths).toEqual([100, 101, 102]);
  expect(piece?.content.length).toBe(303);
});

it("cuts what is too large, operations between boxes and a photo anywhere", async () => {
  const largest = 2000;
  const found = await read(pieces(source(20, 2500), ORIGIN, { all: false, largest }));
  expect(Math.max(...found.map((one) => one.length))).toBeLessThanOrEqual(largest);
  const ids = found.flatMap((one) => one.header.entries ?? []).map((one: { id: string }) => one.id);
  expect(ids).toEqual(Array.from({ length: 20 }, (_, n) => `op-${n + 1}`));
  const photo = found.filter((one) => one.header.kind === "photo");
  expect(photo.map((one) => [one.header.part, one.header.parts])).toEqual([[0, 3], [1, 3], [2, 3]]);
  expect(photo.reduce((sum, one) => sum + one.content.length, 0)).toBe(2500);
});

it("goes on after a cut without sending again what has its receipt", async () => {
  const place = remembered();
  let cut = true;
  const { http, kept, signer } = await office((n, receipt) => {
    if (n === 2 && cut) throw new TypeError("cut");
    return Response.json({ receipt }, { status: 201 });
  });
  const from = { source: source(3, 50), origin: ORIGIN, sent: place };
  await expect(escrow(from, http, signer)).rejects.toThrow(LineFault);
  expect(Object.keys(place.all.sent)).toHaveLength(1);
  cut = false;
  await escrow(from, http, signer);
  expect(kept.map((one) => split(one).header.kind)).toEqual(["operations", "photo", "photo"]);
});

it("takes no receipt of other bytes", async () => {
  const place = remembered();
  const { http, signer } = await office((_n, receipt) =>
    Response.json({ receipt: { ...receipt, sha256: "0".repeat(64) } }, { status: 201 }),
  );
  const from = { source: source(1), origin: ORIGIN, sent: place };
  await expect(escrow(from, http, signer)).rejects.toMatchObject({ code: "receipt-differs" });
  expect(place.all.sent).toEqual({});
});

it("writes the same pieces into a file, each with its length and a signature", async () => {
  const { key } = await office(() => new Response());
  const from = { source: source(2, 40), origin: ORIGIN };
  const device = { id: DEVICE, label: "平板 3/号" };
  const { name, blob } = await exportJournal(from, device, key.privateKey, Date.UTC(2026, 2, 1, 4));
  expect(name).toBe("xingjian-平板-3-号-20260301-1200.xjx");
  const whole = new Uint8Array(await blob.arrayBuffer());
  const kinds: string[] = [];
  for (let at = 0; at < whole.length; ) {
    const length = Number(new DataView(whole.buffer, at).getBigUint64(0));
    kinds.push(split(whole.subarray(at + 8, at + 8 + length)).header.kind);
    at += 8 + length + 64;
  }
  expect(kinds).toEqual(["operations", "photo"]);
  expect(nameOf("///", 0)).toContain("xingjian-tablet-");
});
