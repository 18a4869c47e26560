/** The lock waits for what is not done, and says how much is still here only. */

import { lockBody } from "../../../backend/tablet/src/core/lock";
import { holdingOf, obstaclesOf } from "../../../backend/tablet/src/ui/papers/locking";
import type { Before } from "../../../backend/tablet/src/ui/papers/locking";
import {
  homeSignature, officerSignature, signingOf,
} from "../../../backend/tablet/src/ui/papers/signing";
import { scene } from "./scene";
import type { Scene } from "./scene";

const IMAGE = "00000000-0000-7000-8000-0000000000e1";

function before(on: Scene, more: Partial<Before> = {}): Before {
  const nothing = { record: null, order: null, movedOn: false, unattended: false, saving: 0 };
  return { state: on.desk.state.value, ...nothing, ...more };
}

test("without a record it cannot be locked; unsigned, it says who is missing", async () => {
  const on = await scene();
  expect(obstaclesOf(before(on))).toEqual(["no-record"]);

  const text = await on.record();
  const record = () => signingOf(on.desk.package, on.desk.state.value, text, []);
  const missing = obstaclesOf(before(on, { record: record() }));
  expect(missing).toEqual(["officer-unsigned", "home-unsigned"]);

  for (const seat of on.desk.package.officers) {
    const given = { proof: "", image: IMAGE, on: "2026-03-02" };
    const body = officerSignature(seat, text.text_digest, given);
    await on.desk.write("signature.add", body, { officer: seat.id });
  }
  const gone = { record: record(), unattended: true };
  expect(obstaclesOf(before(on, gone))).toEqual([]); // nobody is there to sign

  await on.desk.write("signature.add", homeSignature(
    { name: "郑合成", post: "院长" }, text.text_digest,
    { opinion: "属实", image: IMAGE, on: "2026-03-02" },
  ));
  expect(obstaclesOf(before(on, { record: record(), movedOn: true }))).toEqual([]);
  expect(obstaclesOf(before(on, { record: record(), saving: 1 }))).toEqual(["saving"]);
});

test("an order made on the spot is signed for before the lock", async () => {
  const on = await scene();
  await on.record();
  const text = await on.order();
  const order = signingOf(on.desk.package, on.desk.state.value, text, []);

  expect(obstaclesOf(before(on, { order }))).toContain("order-unsigned");
});

test("the lock names the outcome of a visit that could not be carried out", async () => {
  const on = await scene();
  const outcome = { code: "cooperation-refused", note: "拒绝进入" } as const;

  expect(await lockBody(on.desk.state.value, outcome)).toMatchObject({ outcome });
});

test("what was taken back is not held, and only missing bytes wait", async () => {
  const on = await scene();
  const add = (id: string, kind: string) => on.desk.write("evidence.add", {
    id, sha256: id.slice(-1).repeat(64), length: 5, media_type: "image/png", kind,
    captured_at: "2026-03-02T10:00:00+08:00",
  });
  await add("00000000-0000-7000-8000-0000000000a1", "photo");
  await add("00000000-0000-7000-8000-0000000000a2", "photo");
  await add("00000000-0000-7000-8000-0000000000a3", "signature");
  const second = "00000000-0000-7000-8000-0000000000a2";
  await on.desk.write("evidence.remove", { id: second, reason: "重复" });
  const uploads = [{ uploaded: true, length: 5 }, { uploaded: false, length: 7 }];

  expect(holdingOf(on.desk.state.value.evidence.values(), uploads)).toEqual({
    photos: 1, signatures: 1, waitingPhotos: 1, waitingBytes: 7,
  });
});
