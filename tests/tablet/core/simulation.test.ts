/** Thousands of storms from their seeds: nothing an inspector did is ever lost. */

import { runSchedule } from "../sim/schedule";
import { TinyServer } from "./tiny-server";

const SCHEDULES = Number(process.env["XINGJIAN_SCHEDULES"] ?? 2000);
const FIRST = Number(process.env["XINGJIAN_SEED"] ?? 1);
const LANES = 8; // side by side, since hashing waits

it(`keeps every promise over ${SCHEDULES} schedules`, { timeout: 600_000 }, async () => {
  let operations = 0;
  let seed = FIRST;
  const broken: string[] = [];
  const lane = async () => {
    while (seed < FIRST + SCHEDULES && broken.length === 0) {
      const mine = seed;
      seed += 1;
      const result = await runSchedule(mine, (visitsOf) => new TinyServer(visitsOf));
      operations += result.operations;
      broken.push(...result.breaches.map((one) => `seed ${mine}: ${one}`));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  expect(broken).toEqual([]);
  expect(operations).toBeGreaterThan(10 * SCHEDULES);
});
