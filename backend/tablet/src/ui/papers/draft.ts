/** What the officers fill in before the record is rendered (笔录填写内容); kept per visit. */

import { effectScope, reactive, watch } from "vue";

import type { Drafts } from "../../device/drafts";

export type OutcomeCode =
  | "cooperation-refused" | "not-in-business" | "closed" | "not-found" | "cannot-check";
export const OUTCOME_CODES: OutcomeCode[] = [
  "cooperation-refused", "not-in-business", "closed", "not-found", "cannot-check",
];
export type RefusedWhat = "entry" | "documents";

/** Entry or documents were refused: an act with its moment, its words and its witness. */
export interface RefusalAct {
  what: RefusedWhat;
  /** Hour and minute as said by whoever saw it, "9:40". */
  time: string;
  words: string;
  witness: string;
}

export interface Opinion {
  kind: "agree" | "object" | "refuse";
  /** The objection, or the reason for not signing. */
  words: string;
  witness: string;
}

export interface RecordDraft {
  representative: string;
  post: string;
  recusal: "" | "no" | "yes";
  recusalWords: string;
  reading: "self" | "aloud";
  /** Officer's words per failing item where they differ from what is proposed. */
  observed: { [item: string]: string };
  corrections: string[];
  opinion: Opinion;
  refusals: RefusalAct[];
  /** Why the visit was no normal one; the code is chosen, never guessed. */
  outcome: { code: OutcomeCode | ""; note: string } | null;
  /** Whether this was filled from the last text already. */
  restored: boolean;
}

/** Outcomes in which there may be nobody of the home. */
const MAY_BE_EMPTY: (OutcomeCode | "")[] = [
  "not-in-business", "closed", "not-found", "cannot-check",
];

/** Nobody of the home is there, and none is named. */
export function isUnattended(draft: Pick<RecordDraft, "outcome" | "representative">): boolean {
  const code = draft.outcome?.code ?? "";
  return MAY_BE_EMPTY.includes(code) && draft.representative.trim() === "";
}

/** Whether leaving the name empty would mean that nobody is there. */
export function mayBeUnattended(draft: Pick<RecordDraft, "outcome">): boolean {
  return isUnattended({ ...draft, representative: "" });
}

export function freshDraft(): RecordDraft {
  return {
    representative: "",
    post: "",
    recusal: "",
    recusalWords: "",
    reading: "self",
    observed: {},
    corrections: [],
    opinion: { kind: "agree", words: "", witness: "" },
    refusals: [],
    outcome: null,
    restored: false,
  };
}

const KEY = "record";
const made = new WeakMap<Drafts, RecordDraft>();

/** The draft of the record; what was typed is found again after a lock or a power cut. */
export function draftOf(drafts: Drafts): RecordDraft {
  const known = made.get(drafts);
  if (known) return known;
  const draft = reactive({ ...freshDraft(), ...drafts.read<RecordDraft>(KEY) });
  made.set(drafts, draft);
  effectScope(true).run(() => watch(draft, () => drafts.write(KEY, { ...draft }), { deep: true }));
  return draft;
}
