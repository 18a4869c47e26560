/** Samples: the same frame gives the same draw, whoever draws it. */

import { choose, seedOf, wasDrawn } from "../../../backend/tablet/src/core/sampling";
import { VISIT } from "./make";

const ROOMS = ["203", "101", "305", "102", "😀", "｡"];
const frame = (labels: string[]) => ({ nonce: "00", visit: VISIT, item: "safety.bells", labels });

it("draws the same whatever order the frame is written in", async () => {
  const seed = await seedOf(frame(ROOMS));
  expect(await seedOf(frame([...ROOMS].reverse()))).toBe(seed);
  const chosen = await choose(seed, ROOMS, 3);
  expect(await choose(seed, [...ROOMS].reverse(), 3)).toEqual(chosen);
  expect(new Set(chosen).size).toBe(3);
  expect(await choose(seed, ["101"], 3)).toEqual(["101"]);
});

it("knows a frame that was drawn before", () => {
  expect(wasDrawn([["101", "102"]], ["102", "101"])).toBe(true);
  expect(wasDrawn([["101", "102"]], ["102", "101", "103"])).toBe(false);
});
