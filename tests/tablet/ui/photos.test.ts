/** Photos: kept with their bytes, cautious where nothing was said, said anew without a change. */

import {
  CAUTIOUS, keepPhoto, saidOf, sayAnew,
} from "../../../backend/tablet/src/ui/visit/photoDesk";
import { openVisit } from "./visit";

const FIRE = "basic.fire";
const shot = (byte = 7) => ({
  file: new Blob([new Uint8Array([0xff, 0xd8, 0xff, byte])]), item: FIRE,
  where: Promise.resolve({ lat: "45.755", lon: "126.617", accuracy: "8" }),
  at: Date.parse("2026-03-02T01:00:00Z"),
});

it("keeps manifest and bytes together, bound to the item, with place and time", async () => {
  const { desk, store, row } = await openVisit();
  const id = await keepPhoto(desk, shot(), { person: false, regions: [], caption: " 二层东侧 " });
  expect(row(FIRE).photos[0]).toMatchObject({
    id, person_visible: false, caption: "二层东侧", captured_at: "2026-03-02T09:00:00.000+08:00",
    position: { lat: "45.755", accuracy: "8" }, length: 4, media_type: "image/jpeg",
  });
  expect([...(await store.photoBytes(id))]).toEqual([0xff, 0xd8, 0xff, 7]);
});

it("treats a photo of which nothing was said as showing a person", () => {
  expect(saidOf(CAUTIOUS, FIRE)).toEqual({ item: FIRE, person_visible: true });
});

it("sends regions only where a person shows", () => {
  const regions: [number, number, number, number][] = [[1, 2, 30, 40]];
  const said = (person: boolean) => saidOf({ person, regions, caption: "" }, null);
  expect(said(true)).toEqual({ person_visible: true, regions });
  expect(said(false)).toEqual({ person_visible: false });
});

it("says anew by a second manifest of the same bytes; the problem follows", async () => {
  const { desk, row } = await openVisit();
  const old = await keepPhoto(desk, shot(), CAUTIOUS);
  await desk.write("finding.add", {
    id: "00000000-0000-7000-8000-0000000000f1", item: FIRE, clause: "合成", wording: "堆物（合成）",
    severity: "general", evidence: [old],
  });
  const record = row(FIRE).photos[0]!;
  await sayAnew(desk, record, { person: true, regions: [[0, 0, 20, 20]], caption: "" }, "补标");
  const [now] = row(FIRE).photos;
  expect(row(FIRE).photos).toHaveLength(1);
  const { sha256, captured_at } = record;
  expect(now).toMatchObject({ sha256, captured_at, regions: [[0, 0, 20, 20]] });
  expect(row(FIRE).findings[0]?.evidence).toEqual([now?.id]);
  expect(desk.state.value.evidence.get(old)?.removed).toBe("补标");
});

it("takes nothing back when the new manifest could not be kept", async () => {
  const { desk, store, row } = await openVisit();
  await keepPhoto(desk, shot(), CAUTIOUS);
  const record = row(FIRE).photos[0]!;
  store.failNext = new Error("no room");
  const saying = sayAnew(desk, record, { ...CAUTIOUS, person: false }, "补标");
  await expect(saying).rejects.toThrow("no room");
  expect(row(FIRE).photos.map((one) => one.id)).toEqual([record.id]);
});
