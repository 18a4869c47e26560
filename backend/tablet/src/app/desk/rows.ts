/** The items of a visit with everything known about each (检查项目). */

import type {
  Attestation, Bundle, Chapter, Item, Package, Uuid, VisitState,
} from "../../core/types";
import { survey, type ItemSurvey } from "../../scoring/index";
import type { ItemOutcome, ItemRow, Progress } from "../desk.types";

interface View {
  state: VisitState;
  bundle: Bundle;
  package: Package;
  officer: Uuid;
}

/** Every item that is asked, or may be, in the order of the checklist. */
export function rowsOf(view: View): ItemRow[] {
  const { answers, facts } = view.state.adopted;
  const seen = survey(view.bundle, { answers, facts });
  const unclear = new Set(seen.leftOut);
  return view.bundle.chapters.flatMap((chapter) =>
    chapter.items.flatMap((item) => {
      const known = seen.items.get(item.id);
      if (!known || known.relevant === false) return [];
      return [rowOf(view, chapter, item, known, unclear.has(item.id))];
    }),
  );
}

function rowOf(
  view: View, chapter: Chapter, item: Item, known: ItemSurvey, unclear: boolean,
): ItemRow {
  const { state, officer } = view;
  const answers = [...(state.answers.get(item.id)?.values() ?? [])];
  const mine = answers.find((one) => one.officer === officer);
  const others = answers.filter((one) => one !== mine);
  const hides = item.attest === "both" && !mine;
  const row: ItemRow = {
    item,
    chapter,
    relevant: known.relevant === null ? null : true,
    answer: hides ? undefined : state.adopted.answers[item.id],
    mine,
    others: hides ? others.map(hidden) : others,
    outcome: outcomeOf(view, item, known, unclear, hides),
    photos: [...state.evidence.values()].filter(
      (one) => one.item === item.id && one.removed === null,
    ),
    findings: [...state.findings.values()].filter(
      (one) => one.item === item.id && one.withdrawn === null,
    ),
    wants: [],
  };
  return { ...row, wants: wantsOf(view, row, answers) };
}

/** A colleague's answer on this same tablet is not shown before one's own either. */
function hidden(one: Attestation): Attestation {
  return { ...one, value: null, note: "", hidden: true };
}

function outcomeOf(
  { state }: View, item: Item, known: ItemSurvey, unclear: boolean, hides: boolean,
): ItemOutcome {
  if (hides) return "not_answered";
  if (state.adopted.differing.includes(item.id)) return "differs";
  return unclear ? "unclear" : known.outcome;
}

function wantsOf(view: View, row: ItemRow, answers: Attestation[]): string[] {
  const { state, officer } = view;
  const wants: string[] = [];
  const both = row.item.attest === "both";
  const open = row.outcome === "not_answered" && (!both || row.mine === undefined);
  const fails = row.outcome === "fail";
  if (open || row.outcome === "unclear") wants.push("answer");
  const missing = present(state, officer) > 1 && answers.length < 2;
  if (both && row.mine && (missing || row.others.some((one) => one.hidden))) {
    wants.push("second-answer");
  }
  if (fails && view.package.nature.may_find && row.findings.length === 0) wants.push("finding");
  if (fails && row.item.evidence.length > 0 && row.photos.length === 0) wants.push("evidence");
  if (row.outcome === "differs") wants.push("reconcile");
  return wants;
}

function present(state: VisitState, officer: Uuid): number {
  return new Set([officer, ...state.joined.filter((one) => !state.left.includes(one))]).size;
}

/** How far the visit is, as a whole and by chapter. */
export function progressOf(rows: ItemRow[]): Progress & { chapters: Map<string, Progress> } {
  const chapters = new Map<string, ItemRow[]>();
  for (const row of rows) {
    chapters.set(row.chapter.id, [...(chapters.get(row.chapter.id) ?? []), row]);
  }
  return {
    ...counted(rows),
    chapters: new Map([...chapters].map(([id, some]) => [id, counted(some)])),
  };
}

function counted(rows: ItemRow[]): Progress {
  const count = (test: (row: ItemRow) => boolean) => rows.filter(test).length;
  return {
    asked: rows.length,
    answered: count((row) => row.outcome !== "not_answered"),
    problems: count((row) => row.outcome === "fail"),
    differing: count((row) => row.outcome === "differs"),
  };
}
