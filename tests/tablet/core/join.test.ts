/** Two tablets without signal make one record, by QR frames in any order or by one file. */

import { SyncEngine } from "../../../backend/tablet/src/core/engine";
import { sha256 } from "../../../backend/tablet/src/core/canonical";
import { FrameCollector, framesOf, handOut, takeOver } from "../../../backend/tablet/src/core/join";
import { fromBase45, toBase45 } from "../../../backend/tablet/src/core/join/base45";
import { crc32 } from "../../../backend/tablet/src/core/join/crc32";
import { packed, unpacked } from "../../../backend/tablet/src/core/join/pack";
import { signedBytes } from "../../../backend/tablet/src/core/sync/send";
import { reduceVisit } from "../../../backend/tablet/src/core/visit";
import { MemoryStore } from "../memory-store";
import { Chance } from "../sim/chance";
import { FAIR, SimLine } from "../sim/line";
import { anySigner, Hand, LEAD, OTHER, SECOND, standingClock, TABLET, VISIT } from "./make";
import { TinyServer } from "./tiny-server";

const clock = standingClock();
const utf8 = new TextEncoder();

async function colleague(count = 40) {
  const store = new MemoryStore(OTHER);
  const hand = new Hand(OTHER, SECOND);
  const operations = [
    hand.do("visit.join"),
    ...Array.from({ length: count }, (_, n) => hand.answer(`item.${n}`, "no")),
    hand.do("lead.add", { intake_key_id: "k", ciphertext: "x" }),
  ];
  await store.add(operations);
  return { store, operations, signer: anySigner(OTHER), clock };
}

describe("二维码 frames", () => {
  const payload = new Uint8Array(5000).map((_, n) => (n * 31) % 251);

  it("make the payload whole in any order, repeated, with damaged ones between", async () => {
    const frames = await framesOf(payload, 400);
    const other = await framesOf(payload.slice(1), 400);
    const collector = new FrameCollector();
    const chance = new Chance(5);
    const shuffled = frames.map((one) => ({ one, at: chance.next() }))
      .sort((a, b) => a.at - b.at).map(({ one }) => one);
    expect(collector.add("https://example.cn/")).toBe("not-ours");
    for (const frame of shuffled.slice(0, -1)) expect(collector.add(frame)).toBe("new");
    expect(await collector.payload()).toBeNull();
    expect(collector.progress).toMatchObject({ have: 12, count: 13 });
    expect(collector.progress.missing.length).toBe(1);
    const last = shuffled.at(-1)!;
    const broken = last.slice(0, -1) + (last.endsWith("0") ? "1" : "0");
    expect(collector.add(broken)).toBe("damaged");
    expect(collector.add(other[0]!)).toBe("other-run");
    expect(collector.add(shuffled[0]!)).toBe("known");
    collector.add(last);
    expect(await collector.payload()).toEqual(payload);
  });

  it("use only letters that a QR code holds in its short mode", async () => {
    for (const frame of await framesOf(payload)) expect(frame).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
  });

  it("know base45 and crc by their published examples", () => {
    expect(toBase45(utf8.encode("Hello!!"))).toBe("%69 VD92EX0");
    expect(toBase45(utf8.encode("base-45"))).toBe("UJCLQE7W581");
    expect(fromBase45("QED8WEX0")).toEqual(utf8.encode("ietf!"));
    expect(fromBase45("GGW")).toBeNull();
    expect(fromBase45("abc")).toBeNull();
    expect(crc32(utf8.encode("123456789"))).toBe("CBF43926");
  });
});

describe("交接 handing over", () => {
  it("gives the lead's tablet every operation but the confidential ones", async () => {
    const other = await colleague();
    const store = new MemoryStore(TABLET);
    const fresh = await takeOver(await handOut(VISIT, other), VISIT, store);
    expect(fresh).toEqual(new Map([[OTHER, 41]]));
    const [batch] = await store.carried({ visit: VISIT });
    expect(batch?.id).toBe(await sha256(batch?.body ?? ""));
    const carried = (await store.carried()).flatMap((one) => one.operations);
    const ground = { lead: LEAD, tolerance: () => null };
    const state = reduceVisit(VISIT, { own: [], told: [], carried }, ground);
    expect(state.joined).toEqual([SECOND]);
    expect(Object.keys(state.adopted.answers).length).toBe(40);
  });

  it("fits a visit of 41 answers into a run that is shown in seconds", async () => {
    const frames = await framesOf(await handOut(VISIT, await colleague()));
    expect(frames.length).toBeLessThanOrEqual(8);
  });

  it("is signed by the tablet it comes from, over the bytes that will be pushed", async () => {
    const pair = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
      "sign", "verify",
    ])) as CryptoKeyPair;
    const algorithm = { name: "ECDSA", hash: "SHA-256" };
    const sign = async (message: Uint8Array) =>
      Buffer.from(
        await crypto.subtle.sign(algorithm, pair.privateKey, message as Uint8Array<ArrayBuffer>),
      ).toString("base64url");
    const other = { ...(await colleague(3)), signer: { device: OTHER, sign } };
    const store = new MemoryStore(TABLET);
    await takeOver(await handOut(VISIT, other), VISIT, store);
    for (const { body, signature } of await store.carried()) {
      const message = signedBytes(OTHER, utf8.encode(body)) as Uint8Array<ArrayBuffer>;
      const raw = Buffer.from(signature, "base64url");
      expect(await crypto.subtle.verify(algorithm, pair.publicKey, raw, message)).toBe(true);
    }
  });

  it("cuts a large visit into batches, and hands on what came from a third tablet", async () => {
    const other = await colleague(600);
    const middle = new MemoryStore(TABLET);
    await takeOver(await handOut(VISIT, other), VISIT, middle);
    expect((await middle.carried()).map((one) => one.operations.length)).toEqual([250, 250, 101]);
    const third = new MemoryStore("third");
    const onward = await handOut(VISIT, { store: middle, signer: anySigner(), clock });
    await takeOver(onward, VISIT, third);
    expect((await third.carried()).length).toBe(3);
  });

  it.each([
    ["join-other-visit", async () => handOut(VISIT, await colleague(1)), "another"],
    ["join-unreadable", () => packed('{"v":2}'), VISIT],
    ["join-unreadable", async () => utf8.encode("no gzip"), VISIT],
  ])("says %s", async (code, given, visit) => {
    const payload = await given();
    await expect(takeOver(payload, visit, new MemoryStore(TABLET))).rejects.toMatchObject({ code });
  });

  it("says that nothing is new, and keeps no operation of another tablet in its name", async () => {
    const payload = await handOut(VISIT, await colleague(1));
    const store = new MemoryStore(TABLET);
    await takeOver(payload, VISIT, store);
    const again = takeOver(payload, VISIT, store);
    await expect(again).rejects.toMatchObject({ code: "join-nothing-new" });

    const handout = JSON.parse(await unpacked(payload));
    handout.batches[0].device = "somebody";
    const forged = await packed(JSON.stringify(handout));
    await expect(takeOver(forged, VISIT, store)).rejects.toMatchObject({ code: "join-unreadable" });
  });

  it("does not unpack without end", async () => {
    await expect(unpacked(await packed("0".repeat(100_000)), 50_000)).rejects.toThrow(RangeError);
  });

  it("passes the batches on before its own; the colleague's come as duplicates", async () => {
    const server = new TinyServer(() => [VISIT]);
    const other = await colleague(3);
    const store = new MemoryStore(TABLET);
    await takeOver(await handOut(VISIT, other), VISIT, store);
    await store.add([new Hand().answer("item.0", "no", { after: [other.operations[1]!.id] })]);
    const line = new SimLine(server, TABLET, new Chance(1), () => clock.now());
    line.weather = FAIR;
    expect((await new SyncEngine(store, line, anySigner(), clock).round()).trouble).toBeNull();
    expect(await store.waiting()).toEqual([]);
    expect(await store.carried({ passedOn: false })).toEqual([]);

    const back = new SimLine(server, OTHER, new Chance(1), () => clock.now());
    back.weather = FAIR;
    await new SyncEngine(other.store, back, other.signer, clock).round();
    const outcomes = back.receipts.map((one) => one.outcome);
    expect(outcomes.filter((one) => one === "duplicate").length).toBe(4);
    expect(await other.store.waiting()).toEqual([]);
  });
});
