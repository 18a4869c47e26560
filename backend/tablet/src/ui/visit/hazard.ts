/** A major hazard with its order (重大事故隐患、责令立即改正): demands numbered, due at once. */

import type { Desk } from "../../app/desk.types";
import type { Bundle, Item, Json, LibraryFinding, Uuid } from "../../core/types";
import { numbered } from "./findings";
import { recorded } from "./recorded";

export interface Hazard {
  item: string;
  wording: string;
  demands: string[];
  evidence: Uuid[];
}

/** What is usually ordered at once; the library's own demand first. */
export function usualDemands(own = ""): string[] {
  const usual = [recorded("visit.demand-move"), recorded("visit.demand-guard")];
  return [own || recorded("visit.demand-stop"), ...usual];
}

/** Items for a hazard that the library does not know: those of major hazards first. */
export function graveItems(bundle: Bundle): Item[] {
  const items = bundle.chapters.flatMap((chapter) => chapter.items);
  const weight = (item: Item) => (item.major_hazard ? 0 : item.veto ? 1 : item.base ? 2 : 3);
  return [...items].sort((one, other) => weight(one) - weight(other));
}

/** The body of finding.add, without id and officer. */
export function hazardBody(
  desk: Pick<Desk, "bundle" | "package">, hazard: Hazard, known: LibraryFinding | undefined,
): { [key: string]: Json } {
  const items = desk.bundle.chapters.flatMap((chapter) => chapter.items);
  const item = items.find((one) => one.id === hazard.item);
  return {
    item: hazard.item,
    clause: known?.clause ?? item?.clause ?? "",
    basis: known?.basis.zh ?? "",
    wording: hazard.wording.trim(),
    severity: "major",
    demand: numbered(hazard.demands),
    due_days: 0,
    due_unit: "day",
    competent_department: known?.department ?? desk.package.visit.department,
    library_code: known?.id ?? "",
    evidence: hazard.evidence,
    corrected: false,
  };
}
