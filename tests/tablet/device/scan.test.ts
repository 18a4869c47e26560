/** The scanner without its table of Japanese letters still reads our frames. */

import jsQR from "../../../backend/tablet/node_modules/jsqr";
import { encode } from "../../../backend/tablet/node_modules/uqr";

const SCALE = 4;

function picture(text: string) {
  const { data, size } = encode(text, { border: 4 });
  const edge = size * SCALE;
  const pixels = new Uint8ClampedArray(edge * edge * 4).fill(255);
  for (let y = 0; y < edge; y += 1) {
    for (let x = 0; x < edge; x += 1) {
      if (!data[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)]) continue;
      pixels.fill(0, (y * edge + x) * 4, (y * edge + x) * 4 + 3);
    }
  }
  return { pixels, edge };
}

it.each([
  "https://tablet.example/tablet/#/enrol?code=Zk3_-aB&key=b39e9cf32a05620540e98d358c6f6d07",
  "合成养老院 一院一码",
  "A".repeat(700),
])("reads %s", (text) => {
  const { pixels, edge } = picture(text);
  expect(jsQR(pixels, edge, edge)?.data).toBe(text);
});
