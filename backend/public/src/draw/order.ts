// Positions and places: who comes first under a key, and who is taken.

import { Mac, digestOfText, type Tell } from "./hash";
import type { Stratum } from "./pool";

export type Ranked = [string, string][]; // hex position, label; ascending
export type Selected = Map<string, string[]>;

/** All labels by HKDF-Expand(prk, prefix + label, 32): one block of HMAC. */
export async function rank(prk: Mac, labels: Iterable<string>, prefix = "", tell?: Tell): Promise<Ranked> {
  const all = [...labels];
  const told = prefix ? all.map((label) => prefix + label) : all;
  const positions = await prk.all(told, "\u0001", tell);
  const ranked = all.map((label, at): [string, string] => [positions[at] ?? "", label]);
  return ranked.sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0));
}

export function orderDigest(ranked: Ranked): Promise<string> {
  return digestOfText(ranked.map(([position, label]) => `${position} ${label}\n`).join(""));
}

/** Fill each stratum's places: the kept labels stay, the first of the order follow. */
export function take(
  strata: Stratum[],
  ranked: Ranked,
  kept: Selected,
  mayGo: (label: string) => boolean,
): { selected: Selected; short: Map<string, number> } {
  const home = new Map(strata.flatMap((one) => one.labels.map((label): [string, string] => [label, one.name])));
  const selected: Selected = new Map(
    strata.map((one) => [one.name, (kept.get(one.name) ?? []).filter(mayGo)]),
  );
  const chosen = flat(selected);
  const free = new Map(strata.map((one) => [one.name, one.quota - (selected.get(one.name)?.length ?? 0)]));
  let waiting = [...free.values()].reduce((sum, places) => sum + places, 0);
  for (const [, label] of ranked) {
    if (!waiting) break;
    const name = home.get(label) ?? "";
    const places = free.get(name) ?? 0;
    if (chosen.has(label) || !mayGo(label) || !places) continue;
    selected.get(name)?.push(label);
    free.set(name, places - 1);
    waiting -= 1;
  }
  return { selected, short: new Map([...free].filter(([, places]) => places)) };
}

export function flat(selected: Selected): Set<string> {
  return new Set([...selected.values()].flat());
}
