/** A photo is what the camera gave: its type from its bytes, its hash at once, nothing changed. */

import { createHash } from "node:crypto";

import { takePhoto, typeOf } from "../../../backend/tablet/src/device/photo";
import { asPosition } from "../../../backend/tablet/src/device/position";

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0x00, 0x10, 0x45, 0x78, 0x69, 0x66, 1, 2, 3);
const ABOUT = { visit: "v", now: Date.UTC(2026, 2, 2, 1), where: Promise.resolve(null) };

it.each([
  ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/webp", [..."RIFF....WEBP"].map((letter) => letter.charCodeAt(0))],
  ["application/pdf", [..."%PDF-1.7"].map((letter) => letter.charCodeAt(0))],
  ["", [..."ftypheic"].map((letter) => letter.charCodeAt(0))],
  ["", []],
])("%s is told by its first bytes", (expected, first) => {
  expect(typeOf(Uint8Array.from(first))).toBe(expected);
});

it("keeps the bytes as they came, whatever the file calls itself", async () => {
  const where = Promise.resolve({ lat: "45.755000", lon: "126.617000", accuracy: "8" });
  const file = new Blob([JPEG], { type: "image/png" });
  const { photo, manifest } = await takePhoto(file, { ...ABOUT, where });
  expect(photo.bytes).toEqual(JPEG);
  expect(photo.sha256).toBe(createHash("sha256").update(JPEG).digest("hex"));
  expect(manifest).toEqual({
    id: photo.id, sha256: photo.sha256, length: JPEG.length, media_type: "image/jpeg",
    kind: "photo",
    captured_at: "2026-03-02T09:00:00.000+08:00",
    position: { lat: "45.755000", lon: "126.617000", accuracy: "8" },
  });
});

it("does not wait for a place that does not come", async () => {
  const begun = Date.now();
  const where = new Promise<null>(() => undefined);
  const { manifest } = await takePhoto(new Blob([JPEG]), { ...ABOUT, where });
  expect(Date.now() - begun).toBeLessThan(3_000);
  expect(manifest).not.toHaveProperty("position");
});

it.each([
  ["photo-type", new Blob(["<svg/>"])],
  ["photo-unreadable", new Blob([])],
  ["photo-too-large", { size: 65 * 1024 * 1024 } as Blob],
])("refuses with %s", async (code, file) => {
  await expect(takePhoto(file, ABOUT)).rejects.toMatchObject({ code });
});

it("says of the place what the platform says, and whether it was put in", () => {
  const found = { latitude: 45.7550004, longitude: 126.617, accuracy: 7.2 };
  const coords = found as GeolocationCoordinates;
  expect(asPosition({ coords })).toEqual({ lat: "45.755000", lon: "126.617000", accuracy: "8" });
  expect(asPosition({ coords, mocked: true })).toMatchObject({ mock: true });
});
