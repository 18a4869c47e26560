/** Writes the contexts of orders in one process: visits with their problems in, contexts out. */

import { readFileSync, writeFileSync } from "node:fs";

import type { FindingRecord, Package } from "../../../backend/tablet/src/core/types";
import { emptyVisit } from "../../../backend/tablet/src/core/visit";
import { orderContext, type PaperContext } from "../../../backend/tablet/src/papers";
import { Hand, VISIT } from "../core/make";

interface Given {
  package: Package;
  findings: FindingRecord[];
  opened_at: string;
  number: string;
  at: string;
}

const given = JSON.parse(readFileSync(0, "utf8")) as Given[];
writeFileSync(1, JSON.stringify(given.map(context)));

function context({ package: pack, findings, opened_at, number, at }: Given): PaperContext {
  const state = emptyVisit(VISIT);
  state.opened = new Hand().do("visit.open", {}, { done_at: opened_at });
  for (const one of findings) state.findings.set(one.id, one);
  return orderContext(pack, state, [], { number, at });
}
