// The draw done again from what is written down.

import { Mac, bytesOf, hexOf, type Tell } from "./hash";
import { utf8 } from "../verify/bytes";
import { assign, type Crews } from "./crews";
import { type Json, type Value } from "./json";
import { flat, orderDigest, rank, take, type Ranked, type Selected } from "./order";
import type { Pool } from "./pool";
import type { Opening } from "./randomness";
import { Pairs } from "./staff";

/** What one iteration hands to the next. */
export class Kept {
  selected: Selected = new Map();
  extra: Selected = new Map();
  crews: Crews = new Map();
  unavailable = new Set<string>();
  recused: Pairs[];

  constructor(pool: Pool) {
    this.recused = [pool.staff.hard];
  }
}

type Rows = [string, Value][];

export interface Asked {
  pool: Pool;
  opening: Opening;
  kept: Kept;
  written: Json;
  number: number;
  tell: Tell;
}

/** One iteration as the bundle must have it; `kept` remembers what stays. */
export async function iteration(asked: Asked): Promise<Json> {
  const { pool, opening, kept, written } = asked;
  const brief = written.has("order_sha256") && !written.has("order");
  for (const label of opening.unavailable) kept.unavailable.add(label);
  kept.recused = [...kept.recused, opening.recused];
  const key = await (await Mac.of(bytesOf(opening.code))).bytes(utf8(opening.randomness));
  const prk = await Mac.of(key);
  const ranked = await rank(prk, pool.labels, "", asked.tell);
  const barred = (label: string) => pool.skip.has(label) || kept.unavailable.has(label);
  const { selected, short } = take(pool.strata, ranked, kept.selected, (label) => !barred(label));
  kept.selected = selected;
  const told: Rows = [
    ["code", opening.code],
    ...opening.written,
    ["prk", hexOf(key)],
    await order("order", ranked, brief),
    ["selected", selected],
    ["short", short],
    ...(await extra(asked, prk, barred, brief)),
    ...(await officers(asked, prk, ranked)),
  ];
  return new Map(told);
}

/** The sealed extra draw, after the base draw and from what that left. */
async function extra(
  asked: Asked,
  prk: Mac,
  barred: (label: string) => boolean,
  brief: boolean,
): Promise<Rows> {
  const { pool, kept } = asked;
  if (pool.classStrata.length === 0) return [];
  const taken = flat(kept.selected);
  const ranked = await rank(prk, pool.classStrata.flatMap((one) => one.labels), "class ", asked.tell);
  const free = (label: string) => !barred(label) && !taken.has(label);
  const { selected, short } = take(pool.classStrata, ranked, kept.extra, free);
  kept.extra = selected;
  return [await order("class_order", ranked, brief), ["class_selected", selected], ["class_short", short]];
}

async function officers(asked: Asked, prk: Mac, ranked: Ranked): Promise<Rows> {
  const { pool, kept, written, number } = asked;
  if (pool.staff.teams.length === 0) return [];
  const chosen = new Set([...flat(kept.selected), ...flat(kept.extra)]);
  const line = await rank(prk, pool.staff.officers.keys(), "officer ");
  const { visits, crews } = assign(pool, {
    visits: ranked.map(([, label]) => label).filter((label) => chosen.has(label)),
    position: new Map(line.map(([position, token]) => [token, position])),
    recused: kept.recused,
    kept: kept.crews,
    written,
    number,
  });
  kept.crews = crews;
  return [["officer_order", line], ["visits", visits]];
}

async function order(key: string, ranked: Ranked, brief: boolean): Promise<[string, Value]> {
  return brief ? [`${key}_sha256`, await orderDigest(ranked)] : [key, ranked];
}
