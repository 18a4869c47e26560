/** Who is here and who is awaited (在场检查人员). */

import type { OfficerSeat, Package, VisitState } from "../../core/types";
import { here, leadOf } from "../visit/gaps";

type Crew = Pick<VisitState, "joined" | "left" | "lead">;

/** Officers who came and did not leave, the lead first. */
export function presentOf(pkg: Pick<Package, "officers">, state: Crew): OfficerSeat[] {
  const came = new Set(here(state));
  const lead = leadOf(state, pkg.officers);
  const seats = pkg.officers.filter((one) => came.has(one.id));
  return [...seats.filter((one) => one.id === lead), ...seats.filter((one) => one.id !== lead)];
}

/** Officers of the visit of whom nothing is known here: neither came nor left. */
export function awaitedOf(pkg: Pick<Package, "officers">, state: Crew): OfficerSeat[] {
  const known = new Set([...state.joined, ...state.left]);
  return pkg.officers.filter((one) => !known.has(one.id));
}
