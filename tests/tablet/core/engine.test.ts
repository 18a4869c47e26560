/** The engine over a line that fails: what has no receipt of its own stays. */

import { SyncEngine, type Progress } from "../../../backend/tablet/src/core/engine";
import { LineFault, type Line } from "../../../backend/tablet/src/core/ports";
import { MemoryStore } from "../memory-store";
import { Chance } from "../sim/chance";
import { FAIR, SimLine } from "../sim/line";
import { anySigner, Hand, LEAD, OTHER, SECOND, standingClock, TABLET, VISIT } from "./make";
import { TinyServer } from "./tiny-server";

function tablet(server = new TinyServer(() => [VISIT]), device = TABLET) {
  const store = new MemoryStore(device);
  const clock = standingClock();
  const line = new SimLine(server, device, new Chance(1), () => clock.now() + 90_000);
  line.weather = FAIR;
  const steps: Progress[] = [];
  const engine = new SyncEngine(store, line, anySigner(device), clock, (one) => steps.push(one));
  const hand = new Hand(device, device === TABLET ? LEAD : SECOND);
  return { server, store, line, engine, steps, hand, clock };
}

async function outcomes(store: MemoryStore): Promise<string[]> {
  return (await store.waiting()).map((one) => one.receipt?.outcome ?? "waits");
}

const poison = (note: string) => ({ item: "safety.exit", value: "yes", note });

it("empties the outbox, hears it back, and measures the clock", async () => {
  const { store, engine, hand, steps } = tablet();
  await store.add([hand.do("visit.open"), hand.answer("safety.exit", "yes")]);
  const report = await engine.round();
  expect(report).toMatchObject({ trouble: null, answered: 2, heard: [VISIT] });
  expect(await store.waiting()).toEqual([]);
  expect((await store.told(VISIT)).length).toBe(2);
  expect(await store.standing()).toMatchObject({ skewMs: 90_000, aheadS: 0 });
  expect(steps[0]).toEqual({ doing: "sending", done: 0, total: 2, unit: "operations" });
});

it("changes nothing when the answer is lost, and sends again: duplicate", async () => {
  const { store, engine, hand, line, server } = tablet();
  await store.add([hand.do("visit.open")]);
  line.weather = { ...FAIR, answerLost: 1 };
  const report = await engine.round();
  expect(report.trouble?.kind).toBe("offline");
  expect(await outcomes(store)).toEqual(["waits"]);
  expect(server.appliedOperations().length).toBe(1);
  line.weather = FAIR;
  await engine.round();
  expect(line.receipts.map((one) => one.outcome)).toContain("duplicate");
  expect(await store.waiting()).toEqual([]);
});

it("shows what is refused and in conflict, and does not send it again", async () => {
  const { store, engine, hand, line, server } = tablet();
  const other = tablet(server, OTHER);
  await other.store.add([other.hand.do("fact.set", { name: "beds", value: "40" })]);
  await other.engine.round();
  await store.add([
    hand.answer("refused.item", "yes"), hand.do("fact.set", { name: "beds", value: "41" }),
  ]);
  await engine.round();
  expect(await outcomes(store)).toEqual(["refused", "conflict"]);
  const before = line.receipts.length;
  await engine.round();
  expect(line.receipts.length).toBe(before);
});

it("leaves what is held alone until its cause comes, and hears of it then", async () => {
  const { store, engine, hand, server, line } = tablet();
  const other = tablet(server, OTHER);
  const cause = other.hand.answer("safety.exit", "no");
  await store.add([hand.answer("safety.exit", "yes", { after: [cause.id] })]);
  await engine.round();
  expect(await outcomes(store)).toEqual(["held"]);
  const before = line.receipts.length;
  await engine.round();
  expect(line.receipts.length).toBe(before);
  await other.store.add([cause]);
  await other.engine.round();
  await engine.round();
  expect(await store.waiting()).toEqual([]);
});

it("finds the one operation for which a whole batch is refused", async () => {
  const { store, engine, hand, server } = tablet();
  const operations = Array.from({ length: 40 }, (_, n) => hand.answer(`item.${n}`, "yes"));
  const bad = hand.do("answer.set", poison("poison-batch"));
  await store.add([...operations.slice(0, 20), { ...bad, seq: 21 }]);
  await store.add([{ ...hand.answer("item.last", "yes"), seq: 42 }]);
  await engine.round();
  expect(server.appliedOperations().length).toBe(21);
  const [left] = await store.waiting();
  expect(left).toMatchObject({
    operation: { id: bad.id }, receipt: { outcome: "refused", code: "batch-malformed" },
  });
});

it("condemns nothing while the server takes nothing at all", async () => {
  const { store, hand, clock } = tablet();
  const line: Line = {
    push: () => Promise.reject(new LineFault("refused", "http-400", "a proxy says no")),
    pull: () => Promise.reject(new LineFault("refused", "http-400", "a proxy says no")),
    upload: () => Promise.reject(new LineFault("refused", "http-400", "a proxy says no")),
  };
  await store.add([hand.do("visit.open"), hand.answer("safety.exit", "yes")]);
  const report = await new SyncEngine(store, line, anySigner(), clock).round();
  expect(report.trouble?.code).toBe("http-400");
  expect(await outcomes(store)).toEqual(["waits", "waits"]);
});

it("lets the others pass an operation on which the server breaks", async () => {
  const { store, engine, hand, server } = tablet();
  await store.add([
    hand.answer("item.1", "yes"), hand.do("answer.set", poison("poison-crash")),
    hand.answer("item.2", "yes"), hand.answer("item.3", "yes"),
  ]);
  expect((await engine.round()).trouble?.kind).toBe("server");
  await engine.round();
  expect(server.appliedOperations().length).toBe(3);
  expect(await outcomes(store)).toEqual(["waits"]); // no receipt: it goes on waiting
  expect(engine.failures).toBe(2);
});

it("sends major problems first, with what they rest on", async () => {
  const { store, engine, hand, server } = tablet();
  const plain = Array.from({ length: 3 }, (_, n) => hand.answer(`item.${n}`, "yes"));
  const open = hand.do("visit.open");
  const photo = hand.photo("p1");
  const finding = hand.finding("f1", { severity: "major", evidence: ["p1"] });
  await store.add([...plain, open, photo, { ...finding, after: [open.id] }]);
  await engine.round();
  const arrived = server.appliedOperations().map((one) => one.id);
  expect(arrived.slice(0, 3)).toEqual([open.id, photo.id, finding.id]);
});

describe("照片 photos", () => {
  const bytes = new Uint8Array(4000);
  const photo = (id: string) => ({ id, visit: VISIT, sha256: "a", mediaType: "image/jpeg", bytes });

  it("go up after their manifest, and one that fails does not stop the others", async () => {
    const { store, hand, server, clock, line } = tablet();
    const bad: Line = {
      push: (body) => line.push(body),
      pull: (cursor, state) => line.pull(cursor, state),
      upload: async (row, data, progress) => {
        if (row.id === "p1") throw new LineFault("refused", "upload-hash-differs", "no");
        await line.upload(row, data, progress);
      },
    };
    await store.add([hand.photo("p1")], [photo("p1")]);
    await store.add([hand.photo("p2")], [photo("p2")]);
    const report = await new SyncEngine(store, bad, anySigner(), clock).round();
    expect(report).toMatchObject({ photos: 1, trouble: { code: "upload-hash-differs" } });
    expect(server.photoBytes("p2")).toBe(4000);
    expect(await store.photos({ uploaded: false })).toMatchObject([
      { id: "p1", trouble: "upload-hash-differs" },
    ]);
    expect((await store.told(VISIT)).length).toBe(2); // and it heard all the same
  });

  it("go on over a line that cuts as long as bytes arrive", async () => {
    const { store, engine, hand, line, server } = tablet();
    await store.add([hand.photo("p1")], [photo("p1")]);
    const whole = line.upload.bind(line);
    let cuts = 0;
    line.upload = async (row, data, progress) => {
      if (cuts < 5) {
        cuts += 1;
        progress(cuts * 500);
        throw new LineFault("offline", "cut", "cut");
      }
      await whole(row, data, progress);
    };
    expect((await engine.round()).trouble).toBeNull();
    expect(server.photoBytes("p1")).toBe(4000);
  });

  it("wait no more once the server told that two officers let the lost bytes go", async () => {
    const { store, engine, hand } = tablet();
    store.photoBytes = async () => {
      throw new Error("gone with the disk");
    };
    const manifest = hand.photo("p1");
    await store.add([manifest], [photo("p1")]);
    expect((await engine.round()).trouble).toMatchObject({ kind: "internal" });
    expect(await store.photos({ uploaded: false })).toMatchObject([{ trouble: "bytes-missing" }]);
    const reason = { reason: "平板进水，照片损坏（合成）", second_officer: SECOND };
    await store.add([hand.do("evidence.waive", { id: "p1", ...reason }, { parent: manifest.id })]);
    await engine.round();
    expect((await engine.round()).trouble).toBeNull();
    expect(await store.photos({ uploaded: false })).toEqual([]);
  });

  it("are not sent while their manifest is disputed", async () => {
    const { store, engine, hand, server } = tablet();
    await store.add([hand.photo("p1", { item: "refused.item" })], [photo("p1")]);
    await engine.round();
    expect(server.photoBytes("p1")).toBe(0);
    expect((await store.photos({ uploaded: false })).length).toBe(1);
  });
});

describe("服务器恢复 a restored server", () => {
  it("gets the journal above the mark again, though the outbox was empty", async () => {
    const { store, engine, hand, server } = tablet();
    server.backUp();
    await store.add([hand.do("visit.open"), hand.answer("refused.item", "yes")]);
    await engine.round();
    server.restore();
    expect(server.appliedOperations()).toEqual([]);
    const report = await engine.round();
    expect(report).toMatchObject({ trouble: null, newEpoch: true });
    expect(server.appliedOperations().length).toBe(1);
    expect(await outcomes(store)).toEqual(["refused"]);
  });

  it("is met in the pull too, and what it told before is told anew", async () => {
    const { store, engine, hand, server } = tablet();
    const other = tablet(server, OTHER);
    server.backUp();
    await other.store.add([other.hand.do("visit.join")]);
    await other.engine.round();
    await store.add([hand.do("visit.open")]);
    await engine.round();
    server.restore();
    await engine.round(); // nothing to push: the epoch shows in the pull
    expect((await store.told(VISIT)).map((one) => one.device)).toEqual([TABLET]);
    await other.engine.round();
    await engine.round();
    expect((await store.told(VISIT)).length).toBe(2);
  });
});

it("starts over when both sides do not hold the same, and keeps outbox and journal", async () => {
  const { store, engine, hand, server } = tablet();
  await store.add([hand.do("visit.open")]);
  await engine.round();
  await store.hear({
    standing: {}, visits: await store.visits(), receipts: [], resync: false,
    operations: [new Hand(OTHER, SECOND).do("visit.join")],
  });
  await store.add([hand.answer("refused.item", "yes")]);
  expect((await engine.round()).trouble).toBeNull();
  expect((await store.told(VISIT)).map((one) => one.id)).toEqual(
    server.told(VISIT).map((one) => one.id),
  );
  expect((await store.journal()).length).toBe(2);
  expect(await outcomes(store)).toEqual(["refused"]);
});

it("forgets only what a verified backup holds, of a visit that is locked", async () => {
  const { store, engine, hand, server } = tablet();
  await store.add([hand.do("visit.open"), hand.answer("safety.exit", "yes")]);
  await engine.round();
  server.backUp();
  await engine.round();
  expect((await store.journal()).length).toBe(2); // still open
  await store.add([hand.do("visit.lock", { operations: 2 })]);
  await engine.round();
  expect((await store.journal()).length).toBe(3); // locked, but in no backup
  server.backUp();
  await engine.round();
  expect((await store.journal()).length).toBe(0);
});

it("keeps a login that ran out to itself: the outbox goes on waiting", async () => {
  const { store, hand, clock, line } = tablet();
  await store.add([hand.do("visit.open")]);
  line.push = () => Promise.reject(new LineFault("login", "token-expired", "log in"));
  const engine = new SyncEngine(store, line, anySigner(), clock);
  expect((await engine.round()).trouble).toMatchObject({ kind: "login", code: "token-expired" });
  expect(await outcomes(store)).toEqual(["waits"]);
});
