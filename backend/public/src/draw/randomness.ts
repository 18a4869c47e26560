// What was opened after the announcement: values, one-time codes, declarations, the secret.

import { sha256, utf8, type Bytes } from "../verify/bytes";
import { bytesOf, hexOf } from "./hash";
import { type Json, type Value } from "./json";
import { declared, type Pool } from "./pool";
import { Refusal } from "./refusal";
import { isHex, rows } from "./shape";
import { shown, shownPlain } from "./shown";
import { encode } from "./sources";
import { Pairs, readRecusals } from "./staff";

const LONE = /\p{Surrogate}/u;

export interface Opening {
  code: string;
  randomness: string;
  unavailable: string[];
  recused: Pairs;
  written: [string, Value][]; // the declarations as they stand in the bundle
}

export interface Randomness {
  sources: Json[];
  text: string;
  openings: Opening[];
}

export async function readRandomness(pool: Pool, raw: Json, written: Json[]): Promise<Randomness> {
  const { kept, text } = encode(pool.sources, raw.get("sources") ?? null, "sources");
  rows(raw.get("iterations"), "iterations", 1);
  await checkChain(pool, written.map((row) => row.get("code") ?? null));
  const openings = written.map((row, number) => opening(pool, row, text, `iterations[${number}]`));
  if (raw.has("secret")) await checkSecret(pool, raw.get("secret") ?? null);
  return { sources: kept, text, openings };
}

function opening(pool: Pool, row: Json, text: string, at: string): Opening {
  const unavailable = row.has("unavailable") ? (row.get("unavailable") ?? null) : [];
  const written: [string, Value][] = [["unavailable", unavailable]];
  let randomness = text;
  if (row.has("sources")) {
    const own = encode(pool.sources, row.get("sources") ?? null, `${at}.sources`, true);
    randomness = own.text;
    written.push(["sources", own.kept], ["randomness", own.text]);
  }
  let recused = new Pairs();
  if (row.has("recusals")) {
    const officers = new Set(pool.staff.officers.keys());
    const given = row.get("recusals") ?? null;
    recused = readRecusals(given, officers, pool.labels, `${at}.recusals`, false);
    written.push(["recusals", given]);
  }
  const labels = declared(unavailable, pool.labels, `${at}.unavailable`);
  return { code: String(row.get("code")), randomness, unavailable: labels, recused, written };
}

/** Each code hashes to the one before, the first to the commitment. */
async function checkChain(pool: Pool, codes: Value[]): Promise<void> {
  if (codes.length >= pool.codes) {
    const wanted = `1 to ${pool.codes - 1} iterations for n = ${pool.codes}`;
    const todo = "announce a new draw with a new secret and a larger n";
    throw new Refusal("codes-exhausted", "iterations", wanted, String(codes.length), todo);
  }
  let earlier = pool.commitment;
  for (const [number, raw] of codes.entries()) {
    const value = isHex(raw) ? bytesOf(raw) : utf8("");
    if (hexOf(await sha256(value)) !== earlier) {
      const wanted = `the 32 bytes, as lower-case hex, whose SHA-256 is ${earlier}`;
      const todo = "open the next code of the announced chain, none other and none out of order";
      throw new Refusal("code-not-preimage", `iterations[${number}].code`, wanted, shown(raw, 80), todo);
    }
    earlier = hexOf(value);
  }
}

async function checkSecret(pool: Pool, secret: Value): Promise<void> {
  if (typeof secret !== "string" || LONE.test(secret)) {
    throw new Refusal("text-rules", "secret", "text", shownPlain(secret), "copy the secret again");
  }
  let value: Bytes = utf8(secret);
  for (let times = 0; times < pool.codes; times += 1) value = await sha256(value);
  if (hexOf(value) === pool.commitment) return;
  throw new Refusal(
    "commitment-mismatch",
    "secret",
    `a secret whose SHA-256, applied ${pool.codes} times, is ${pool.commitment}`,
    hexOf(value),
    "check secret, n and commitment; nothing may be typed anew after the announcement",
  );
}
