/** The tablet decides as the server does: vectors written by tests/backend/sync/vectors. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { canonical, digest } from "../../../backend/tablet/src/core/canonical";
import { answersDigest, lockBody } from "../../../backend/tablet/src/core/lock";
import { stateDigest } from "../../../backend/tablet/src/core/pull";
import { choose, seedOf } from "../../../backend/tablet/src/core/sampling";
import type {
  Bundle, Json, Operation, ToldOperation, Uuid, VisitState,
} from "../../../backend/tablet/src/core/types";
import { reduceVisit, type Sources } from "../../../backend/tablet/src/core/visit";

interface VisitCase {
  visit: Uuid;
  lead: Uuid;
  tablets: number;
  locked: boolean;
  operations: Operation[];
  told: [Uuid, string[]][];
  disputed: Uuid[];
  expected: { answers_digest: string; photos: string[]; counted: number; [key: string]: Json };
}

function read<T>(name: string): T {
  const path = fileURLToPath(new URL(`../vectors/${name}`, import.meta.url));
  return JSON.parse(readFileSync(path, "utf-8")) as T;
}

const visits = read<VisitCase[]>("visits.json");
const example = read<{ version: string; bundle: Bundle }[]>("cases.json").find(
  (one) => one.version === "example/1",
);
const items = example?.bundle.chapters.flatMap((chapter) => chapter.items) ?? [];
const tolerances = new Map(items.map((item) => [item.id, item.tolerance]));

function picture(given: VisitCase, sources: Partial<Sources>): VisitState {
  const ground = { lead: given.lead, tolerance: (item: string) => tolerances.get(item) ?? null };
  return reduceVisit(given.visit, { told: [], own: [], ...sources }, ground);
}

/** The picture in the words of the vectors. */
async function shown(state: VisitState): Promise<object> {
  const evidence = [...state.evidence.values()];
  const named = (family: string) =>
    [...state.changed].flatMap(([key, op]) =>
      key.startsWith(`${family}\n`) ? [[key.slice(family.length + 1), op]] : [],
    );
  return {
    adopted: state.adopted,
    answers_digest: await answersDigest(state),
    counted: state.counted,
    lead: state.lead,
    present: state.joined.filter((one) => !state.left.includes(one)).sort(),
    removed: evidence.filter((one) => one.removed !== null).map((one) => one.id).sort(),
    waived: evidence.filter((one) => one.waived !== null).map((one) => one.id).sort(),
    photos: (await lockBody(state)).evidence,
    findings: Object.fromEntries(
      [...state.findings.values()].map(({ id, op, severity, demand, withdrawn, corrected }) => [
        id,
        {
          op, severity, demand,
          corrected: corrected && withdrawn === null, withdrawn: withdrawn !== null,
        },
      ]),
    ),
    texts: Object.fromEntries(state.texts.map((one) => [one.text_digest, one.superseded])),
    signatures: state.signatures.map((one) => one.op),
    answered_by: Object.fromEntries(named("answer")),
    facts_by: Object.fromEntries(named("fact")),
    decided_by: Object.fromEntries(named("decision")),
  };
}

const numbered = visits.map((one, n) => [n + 1, one] as const);

it.each(numbered)("visit %i, as it was told", async (_, given) => {
  const known = new Map(given.operations.map((one) => [one.id, one]));
  const told = given.told.map(([id, defects]): ToldOperation => ({ ...known.get(id)!, defects }));
  expect(await shown(picture(given, { told }))).toEqual(given.expected);
});

// What the server noted as odd cannot be known before it is told.
const alone = visits.filter(
  ({ tablets, locked, told }) =>
    tablets === 1 && !locked && told.every(([, defects]) => defects.length === 0),
);

it("has visits that one tablet did alone", () => expect(alone.length).toBeGreaterThan(5));

it.each(alone.map((one, n) => [n + 1, one] as const))(
  "visit %i of one tablet alone: its journal gives the same before anything is told",
  async (_, given) => {
    const disputed = new Set(given.disputed);
    const state = picture(given, { own: given.operations, disputed });
    expect(await shown(state)).toEqual(given.expected);
  },
);

interface SampleCase {
  nonce: string;
  visit: Uuid;
  item: string;
  frame: string[];
  size: number;
  seed: string;
  chosen: string[];
}

it.each(read<SampleCase[]>("samples.json"))(
  "sample $seed",
  async ({ nonce, visit, item, frame, size, seed, chosen }) => {
    expect(await seedOf({ nonce, visit, item, labels: frame })).toBe(seed);
    expect(await choose(seed, frame, size)).toEqual(chosen);
  },
);

it("gives the server's canonical JSON and state digests", async () => {
  type Case = {
    held: { [visit: Uuid]: Uuid[] };
    state: string;
    value?: Json;
    canonical: string;
    digest: string;
  };
  for (const one of read<Case[]>("digests.json")) {
    if (one.value === undefined) {
      expect(await stateDigest(new Map(Object.entries(one.held)))).toBe(one.state);
    } else {
      expect(canonical(one.value)).toBe(one.canonical);
      expect(await digest(one.value)).toBe(one.digest);
    }
  }
});
