/** One schedule (一次推演): a few tablets, a few visits, a storm from a seed, then fair weather. */

import type { Uuid } from "../../../backend/tablet/src/core/types";
import { Chance } from "./chance";
import { breaches, type Ledger } from "./invariants";
import { FAIR, FOUL, type SimServer } from "./line";
import { SimTablet } from "./tablet";

/** The server under test; the last two are what an operator does. */
export interface World extends SimServer, Ledger {
  backUp(): void | Promise<void>;
  restore(): void | Promise<void>;
}

export interface Result {
  seed: number;
  operations: number;
  breaches: string[];
}

const STEPS = 30;
const QUIET_ROUNDS = 12;

/** Run one; the same seed gives the same schedule. */
export async function runSchedule(
  seed: number,
  build: (visitsOf: (device: Uuid) => Uuid[]) => World,
): Promise<Result> {
  const chance = new Chance(seed);
  const fresh = idsFrom(chance);
  const visits = Array.from({ length: 1 + chance.below(2) }, fresh);
  const world = build(() => visits);
  const clock = { ms: Date.parse("2026-03-02T01:00:00Z"), now() { return this.ms; } };
  const officers = [fresh(), fresh()];
  const tablets = Array.from({ length: 1 + chance.below(3) }, (_, n) => {
    const seats = n === 0 ? officers : officers.slice(1);
    return new SimTablet(fresh(), seats, officers[0] ?? "", world, chance, clock, fresh);
  });

  for (let step = 0; step < STEPS; step += 1) {
    clock.ms += chance.below(600_000);
    await oneStep(chance, world, tablets, visits);
  }
  await calm(tablets);
  const found = await breaches(world, tablets, visits);
  const operations = tablets.reduce((sum, one) => sum + one.saved.length, 0);
  return { seed, operations, breaches: found };
}

async function oneStep(
  chance: Chance, world: World, tablets: SimTablet[], visits: Uuid[],
): Promise<void> {
  const tablet = chance.pick(tablets);
  const visit = chance.pick(visits);
  const drawn = chance.below(100);
  if (drawn < 55) {
    for (let n = chance.below(4); n >= 0; n -= 1) await tablet.work(visit);
  } else if (drawn < 80) {
    await tablet.engine.round();
  } else if (drawn < 88) {
    tablet.store.writesLeft = chance.below(4);
    await (chance.happens(0.3) ? tablet.work(visit) : tablet.engine.round());
    tablet.restart();
  } else if (drawn < 93) {
    const other = chance.pick(tablets);
    if (other !== tablet) await tablet.takeFrom(other, visit);
  } else if (drawn < 97) {
    await world.backUp();
  } else {
    await world.restore();
  }
}

/** Fair weather until nobody has anything new to say. */
async function calm(tablets: SimTablet[]): Promise<void> {
  for (const { line } of tablets) {
    line.weather = FAIR;
    await line.deliverGhosts();
  }
  for (let turn = 0; turn < QUIET_ROUNDS; turn += 1) {
    let moved = false;
    for (const { engine } of tablets) {
      const report = await engine.round();
      moved ||= report.heard.length > 0 || report.answered > 0 || report.newEpoch;
    }
    if (!moved && turn > 1) break;
  }
  for (const { line } of tablets) line.weather = FOUL;
}

/** Ids that follow from the seed, in the shape of UUIDv7. */
function idsFrom(chance: Chance): () => Uuid {
  let count = 0;
  return () => {
    count += 1;
    const hex = (digits: number) =>
      Math.floor(chance.next() * 16 ** digits).toString(16).padStart(digits, "0");
    return `00000000-${count.toString(16).padStart(4, "0")}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
  };
}
