/** One row of the list (一个检查项目): its answers, its outcome, and what it still wants. */

import type {
  Answer, Attestation, Chapter, EvidenceRecord, FindingRecord, Item, Uuid, VisitState,
} from "../../core/types";
import type { Standing } from "../../scoring/survey";
import type { ItemOutcome, ItemRow } from "../desk.types";

/** What is known of an item and who looks at it. */
export interface Seen {
  standing: Standing;
  answers: ReadonlyMap<Uuid, Attestation>;
  /** The adopted one. */
  answer: Answer | undefined;
  differs: boolean;
  unclear: boolean;
  photos: EvidenceRecord[];
  findings: FindingRecord[];
  officer: Uuid;
  /** How many officers are there. */
  present: number;
  mayFind: boolean;
}

export function rowOf(chapter: Chapter, item: Item, seen: Seen): ItemRow {
  const answers = [...seen.answers.values()];
  const mine = answers.find((one) => one.officer === seen.officer);
  const others = answers.filter((one) => one !== mine);
  // two who answered did so independently: a third, as on a rating, sees both
  const hides = item.attest === "both" && !mine && answers.length < 2;
  const row: ItemRow = {
    item,
    chapter,
    relevant: seen.standing.relevant === null ? null : true,
    answer: hides ? undefined : seen.answer,
    mine,
    others: hides ? others.map(hidden) : others,
    outcome: hides ? "not_answered" : outcomeOf(seen),
    photos: seen.photos,
    findings: seen.findings,
    wants: [],
  };
  return { ...row, wants: wantsOf(seen, row) };
}

/** A colleague's answer on this same tablet is not shown before one's own either. */
function hidden(one: Attestation): Attestation {
  return { ...one, value: null, note: "", hidden: true };
}

function outcomeOf({ differs, unclear, standing }: Seen): ItemOutcome {
  if (differs) return "differs";
  return unclear ? "unclear" : standing.outcome;
}

function wantsOf(seen: Seen, row: ItemRow): string[] {
  const wants: string[] = [];
  const both = row.item.attest === "both";
  const open = row.outcome === "not_answered" && (!both || row.mine === undefined);
  const fails = row.outcome === "fail";
  if (open || row.outcome === "unclear") wants.push("answer");
  const missing = seen.present > 1 && seen.answers.size < 2;
  if (both && row.mine && (missing || row.others.some((one) => one.hidden))) {
    wants.push("second-answer");
  }
  if (fails && seen.mayFind && row.findings.length === 0) wants.push("finding");
  if (fails && row.item.evidence.length > 0 && row.photos.length === 0) wants.push("evidence");
  if (row.outcome === "differs") wants.push("reconcile");
  return wants;
}

export function present(state: Pick<VisitState, "joined" | "left">, officer: Uuid): number {
  return new Set([officer, ...state.joined.filter((one) => !state.left.includes(one))]).size;
}
