/** What is still missing before the record can be rendered (待补事项), each with its place. */

import type { ItemRow } from "../../app/desk.types";
import type { Bundle, OfficerSeat, Package, VisitState } from "../../core/types";

export type GapCode =
  | "open" | "officers" | "facts"
  | "answer" | "second-answer" | "reconcile" | "finding" | "evidence";

export interface Gap {
  code: GapCode;
  count: number;
  /** Where it is mended. */
  to: string;
}

type Known = {
  state: Pick<VisitState, "opened" | "joined" | "left" | "facts">;
  rows: readonly Pick<ItemRow, "wants">[];
  package: { visit: { id: string }; nature: Pick<Package["nature"], "min_officers"> };
  bundle: Pick<Bundle, "facts">;
};

const BY_WANT: [string, GapCode, string][] = [
  ["answer", "answer", "items?filter=open"],
  ["second-answer", "second-answer", "items?filter=second"],
  ["reconcile", "reconcile", "differences"],
  ["finding", "finding", "items?filter=finding"],
  ["evidence", "evidence", "items?filter=photo"],
];

/** In the order in which they are done. */
export function gapsOf(known: Known): Gap[] {
  const home = `/visit/${known.package.visit.id}`;
  const gaps: Gap[] = [];
  const add = (code: GapCode, count: number, to: string) => {
    if (count > 0) gaps.push({ code, count, to: to ? `${home}/${to}` : home });
  };
  add("open", known.state.opened ? 0 : 1, "");
  add("officers", known.package.nature.min_officers - here(known.state).length, "");
  const unknown = known.bundle.facts.filter((fact) => !known.state.facts.has(fact.name));
  add("facts", unknown.length, "facts");
  for (const [want, code, to] of BY_WANT) {
    add(code, known.rows.filter((row) => row.wants.includes(want)).length, to);
  }
  return gaps;
}

/** Officers who came and have not gone. */
export function here(state: Pick<VisitState, "joined" | "left">): string[] {
  return state.joined.filter((officer) => !state.left.includes(officer));
}

/** Who leads: as handed over, else as planned. */
export function leadOf(
  state: Pick<VisitState, "lead">, officers: readonly Pick<OfficerSeat, "id" | "is_lead">[],
): string {
  return state.lead ?? officers.find((one) => one.is_lead)?.id ?? "";
}

/** An officer's name as the package has it. */
export function nameOf(
  officers: readonly Pick<OfficerSeat, "id" | "name">[], id: string, none = "—",
): string {
  return officers.find((one) => one.id === id)?.name ?? none;
}
