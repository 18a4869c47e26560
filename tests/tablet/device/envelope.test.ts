/** Envelopes: what the server seals opens here, for the right purpose and nobody else. */

import {
  infoOfDataKey, infoOfLead, newExchangePair, seal, sealLead, unseal, type Envelope,
} from "../../../backend/tablet/src/device/envelope";
import { fromB64url, textOf } from "../../../backend/tablet/src/device/bytes";
import { checkDigits, fingerprint } from "../../../backend/tablet/src/device/keys";
import vector from "./envelope.json";

const RAW = Uint8Array.from({ length: 32 }, (_, n) => n);
const TABLET = "0192aaaa-0000-7000-8000-000000000001";

const privateHalf = () =>
  crypto.subtle.importKey("jwk", vector.private, { name: "ECDH", namedCurve: "P-256" }, false, [
    "deriveBits",
  ]);

it("opens what the server sealed", async () => {
  const opened = await unseal(vector.envelope, await privateHalf(), infoOfDataKey(TABLET));
  expect(opened).toEqual(RAW);
});

it("names the office's key and the check digits as the server does", async () => {
  expect(await fingerprint(vector.private)).toBe(vector.fingerprint);
  expect(await checkDigits(vector.private)).toBe(vector.check);
});

it("opens for its purpose only", async () => {
  const { privateKey, point } = await newExchangePair();
  const sealed = await seal(RAW, { id: "k", jwk: { ...point } }, infoOfDataKey(TABLET));
  expect(await unseal(sealed, privateKey, infoOfDataKey(TABLET))).toEqual(RAW);
  await expect(unseal(sealed, privateKey, infoOfDataKey("another tablet"))).rejects.toThrow();
  const other = await newExchangePair();
  await expect(unseal(sealed, other.privateKey, infoOfDataKey(TABLET))).rejects.toThrow();
});

it("carries a lead that only the intake officer reads", async () => {
  const { privateKey, point } = await newExchangePair();
  const whisper = "一位老人低声说夜里有人推她（合成数据）";
  const carried = await sealLead(whisper, { id: "intake", jwk: { ...point } }, "visit");
  const envelope = JSON.parse(textOf(fromB64url(carried))) as Envelope;
  expect(envelope.key).toBe("intake");
  expect(JSON.stringify(envelope)).not.toContain("老人");
  expect(textOf(await unseal(envelope, privateKey, infoOfLead("visit")))).toBe(whisper);
});
