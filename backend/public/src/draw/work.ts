// The whole work on chosen files, away from the page: read, find what is what, draw again, compare.

import { digestOf } from "./hash";
import { readJson, type Json, type Value } from "./json";
import { freeze } from "./pool";
import { Refusal } from "./refusal";
import { isAnnouncement, isBundle, verify } from "./verifier";
import { publicBefore } from "./views";

export interface Given {
  name: string;
  data: ArrayBuffer;
}

export interface Stratum {
  name: string;
  size: number;
  quota: number;
  drawn: string[];
}

export interface About {
  title: string;
  digest: string;
  announced: string; // the digest that the log must know since before the randomness; "" unknown
  withFile: boolean; // compared with the announcement's own file
  strata: Stratum[];
  labels: number;
  randomness: string;
  days: string[]; // of the sources
  iterations: number;
}

export type Outcome =
  | { kind: "verified"; about: About }
  | { kind: "announced"; about: About }
  | { kind: "differs"; lines: string[]; title: string }
  | { kind: "unusable"; file: string; line: string }
  | { kind: "nothing" };

export type Report = (done: number, all: number) => void;

export async function work(files: Given[], report: Report): Promise<Outcome> {
  const read: Json[] = [];
  for (const file of files) {
    const value = readFile(file);
    if (typeof value === "string") return { kind: "unusable", file: file.name, line: value };
    if (value instanceof Map) read.push(value);
  }
  const announced = read.find(isAnnouncement) ?? null;
  const bundle = read.find(isBundle) ?? read.find((one) => !isAnnouncement(one)) ?? announced;
  if (!bundle) return { kind: "nothing" };
  try {
    return await verified(bundle, bundle === announced ? null : announced, report);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return { kind: "unusable", file: "", line: fault.message };
  }
}

/** The value; a text says why it is none. */
function readFile(file: Given): Value {
  try {
    const value = readJson(new TextDecoder("utf-8", { fatal: true }).decode(file.data));
    return typeof value === "string" ? "not-json" : value;
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof TypeError) return `not-json: ${fault.message}`;
    throw fault;
  }
}

async function verified(bundle: Json, announced: Json | null, report: Report): Promise<Outcome> {
  const all = workOf(bundle, announced);
  let done = 0;
  const tell = (more: number) => report((done += more), Math.max(all, done));
  const found = await verify(bundle, announced, tell);
  if (found.length > 0) {
    return { kind: "differs", lines: found.map((one) => one.message), title: titleOf(bundle) };
  }
  const about = await aboutOf(bundle, announced);
  return { kind: isBundle(bundle) ? "verified" : "announced", about };
}

/** How many hashes there will be, nearly. */
function workOf(bundle: Json, announced: Json | null): number {
  const pool = isBundle(bundle) ? bundle.get("pool") : bundle;
  const strata = pool instanceof Map ? pool.get("strata") : [];
  const lists = Array.isArray(strata) ? strata.map((row) => (row instanceof Map ? row.get("labels") : [])) : [];
  const labels = lists.reduce((sum: number, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  const iterations = bundle.get("iterations");
  const times = Array.isArray(iterations) ? iterations.length : 0;
  return labels * (times + (bundle.has("announced_sha256") ? 1 : 0) + (announced ? 1 : 0));
}

async function aboutOf(bundle: Json, announced: Json | null): Promise<About> {
  const plain = new Map([...bundle].filter(([key]) => isBundle(bundle) || key !== "sealed_sha256"));
  const pool = freeze(isBundle(bundle) ? (bundle.get("pool") ?? null) : plain);
  const iterations = bundle.get("iterations");
  const rows = Array.isArray(iterations) ? (iterations as Json[]) : [];
  const selected = rows.at(-1)?.get("selected");
  return {
    title: titleOf(bundle),
    digest: await digestOf(bundle),
    announced: await announcedDigest(bundle, announced),
    withFile: announced !== null,
    strata: pool.strata.map(({ name, quota, labels }) => {
      const drawn = selected instanceof Map ? ((selected.get(name) ?? []) as string[]) : [];
      return { name, size: labels.length, quota, drawn };
    }),
    labels: pool.labels.size,
    randomness: String(bundle.get("randomness") ?? ""),
    days: pool.sources.map((source) => source.on).sort(),
    iterations: rows.length,
  };
}

async function announcedDigest(bundle: Json, announced: Json | null): Promise<string> {
  if (announced) return digestOf(announced);
  if (isAnnouncement(bundle)) return digestOf(bundle);
  const told = bundle.get("announced_sha256");
  if (typeof told === "string") return told;
  const pool = freeze(bundle.get("pool") ?? bundle);
  return pool.salt ? digestOf(await publicBefore(pool, null)) : "";
}

function titleOf(bundle: Json): string {
  const pool = isBundle(bundle) ? bundle.get("pool") : bundle;
  const title = pool instanceof Map ? pool.get("title") : "";
  return typeof title === "string" ? title : "";
}
