// The views of a pool: what was announced, and what stays sealed.

import { bytesOf, digestOf, Mac, type Tell } from "./hash";
import { type Json, type Value } from "./json";
import type { Pool } from "./pool";
import { Refusal } from "./refusal";

export const BUNDLE = ["pool", "pool_sha256", "sources", "randomness", "iterations"];
export const PUBLIC_AFTER = ["sealed_sha256", "announced_sha256"];

/** Everything of the pool but the salt, names and reasons. */
export function sealed(pool: Pool): Json {
  const told = new Map([...pool.raw].filter(([key]) => key !== "salt"));
  return new Map([...told].map(([key, value]) => [key, withoutKey(key, value)]));
}

function withoutKey(key: string, value: Value): Value {
  const hidden = { officers: "name", recusals: "reason" }[key];
  if (!hidden || !Array.isArray(value)) return value;
  return value.map((row) => new Map([...(row as Json)].filter(([name]) => name !== hidden)));
}

const SALTED = new WeakMap<Pool, Value[]>();

/** The announcement; the SHA-256 of its canonical form is what was logged. */
export async function publicBefore(pool: Pool, sealedDigest: Value, tell?: Tell): Promise<Json> {
  if (pool.salt === null) {
    const todo = "freeze the pool with a salt";
    const wanted = "32 random bytes as hex, under which the labels are announced";
    throw new Refusal("salt-missing", "pool.salt", wanted, "none", todo);
  }
  const strata = SALTED.get(pool) ?? (await salted(pool, pool.salt, tell));
  SALTED.set(pool, strata);
  const head = ["title", "announced_at", "sources", "codes"];
  return new Map<string, Value>([
    ...head.map((key): [string, Value] => [key, pool.raw.get(key) ?? null]),
    ["strata", strata],
    ["sealed_sha256", sealedDigest || (await digestOf(sealed(pool)))],
  ]);
}

async function salted(pool: Pool, key: string, tell?: Tell): Promise<Value[]> {
  const salt = await Mac.of(bytesOf(key));
  const strata: Value[] = [];
  for (const { name, quota, labels } of pool.strata) {
    const told = (await salt.all(labels, "", tell)).sort();
    strata.push(new Map<string, Value>([["name", name], ["quota", quota], ["labels", told]]));
  }
  return strata;
}
