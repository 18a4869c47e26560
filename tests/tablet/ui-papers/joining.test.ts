/** A colleague's operations come by light or by file, and it is seen whose they are. */

import jsqr from "../../../backend/tablet/node_modules/jsqr";
import { encode } from "../../../backend/tablet/node_modules/uqr";

import { FrameCollector, framesOf, handOut, takeOver } from "../../../backend/tablet/src/core/join";
import { heldBy } from "../../../backend/tablet/src/ui/papers/holders";
import { joinPayload, joinText } from "../../../backend/tablet/src/ui/papers/joinfile";
import { qrPath } from "../../../backend/tablet/src/ui/papers/qr";
import { anySigner, Hand, LEAD, OTHER, SECOND, standingClock, TABLET, VISIT } from "../core/make";
import { MemoryStore } from "../memory-store";

const PIXELS = 4;

/** What a camera sees of a drawn code: the path's runs on white. */
function photographed(text: string): { data: Uint8ClampedArray; side: number } {
  const { size, path } = qrPath(text);
  const side = size * PIXELS;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, n] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let py = Number(y) * PIXELS; py < (Number(y) + 1) * PIXELS; py += 1) {
      const from = (py * side + Number(x) * PIXELS) * 4;
      for (let at = from; at < from + Number(n) * PIXELS * 4; at += 4) data.fill(0, at, at + 3);
    }
  }
  return { data, side };
}

async function colleague(): Promise<Uint8Array> {
  const store = new MemoryStore(OTHER);
  const hand = new Hand(OTHER, SECOND);
  const came = hand.do("visit.join");
  const rows = Array.from({ length: 40 }, (_, n) => hand.answer(`safety.${n}`, "yes"));
  await store.add([came, ...rows]);
  return handOut(VISIT, { store, signer: anySigner(OTHER), clock: standingClock() });
}

test("every frame that is drawn is read back by the tablet's own reader", async () => {
  const payload = await colleague();
  const frames = await framesOf(payload);
  const collector = new FrameCollector();
  expect(frames.length).toBeGreaterThan(1);

  for (const frame of frames.toReversed()) {
    const { data, side } = photographed(frame);
    collector.add(jsqr(data, side, side)?.data ?? "");
  }

  expect(collector.progress.missing).toEqual([]);
  expect(await collector.payload()).toEqual(payload);
});

test("a frame is small enough to be read from a phone's screen", async () => {
  const [first = ""] = await framesOf(await colleague());

  expect(encode(first, { ecc: "L" }).version).toBeLessThanOrEqual(20);
});

test("the file carries the same bytes as text, and another file is none of it", async () => {
  const payload = await colleague();

  expect(joinPayload(joinText(payload))).toEqual(payload);
  expect(joinPayload(joinText(payload).replaceAll("\n", "\r\n"))).toEqual(payload);
  expect(joinPayload("会议记录")).toBeNull();
});

test("it is seen whose operations are here, and that some came from another tablet", async () => {
  const store = new MemoryStore(TABLET);
  await store.add([new Hand().do("visit.open")]);
  const rows = async () => {
    const carried = (await store.carried()).flatMap((batch) => batch.operations);
    const officers = [{ id: LEAD }, { id: SECOND }];
    return heldBy(officers, [...(await store.journal()), ...carried, ...carried], TABLET);
  };
  const nothing = { officer: SECOND, count: 0, last: null, fromElsewhere: false };
  expect((await rows())[1]).toEqual(nothing);

  await takeOver(await colleague(), VISIT, store);

  expect(await rows()).toMatchObject([
    { count: 1, fromElsewhere: false }, { count: 41, fromElsewhere: true },
  ]);
});
