/** What travels and what is kept: the wire contract of backend/sync/OPERATIONS.md in types. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Uuid = string;
/** SHA-256 in hex. */
export type Digest = string;
/** ISO 8601 with offset. */
export type Moment = string;
/** A civil date, YYYY-MM-DD, Asia/Shanghai. */
export type Day = string;
export interface Words {
  zh: string;
  en: string;
}

export type Kind =
  | "visit.open" | "visit.join" | "visit.leave" | "visit.handover"
  | "answer.set" | "answer.clear" | "answer.reconcile"
  | "fact.set" | "fact.clear"
  | "sample.draw"
  | "evidence.add" | "evidence.remove" | "evidence.waive"
  | "finding.add" | "finding.change" | "finding.withdraw"
  | "lead.add"
  | "paper.render" | "signature.add"
  | "visit.lock" | "amendment.add";

export type Body = { officer: Uuid } & { [key: string]: Json };

/** One thing done in the field (操作). `parent`: what last changed this record, as seen here. */
export interface Operation {
  id: Uuid;
  device: Uuid;
  seq: number;
  kind: Kind;
  visit: Uuid;
  parent: Uuid | null;
  after: Uuid[];
  done_at: Moment;
  body: Body;
}

export type Outcome = "applied" | "duplicate" | "held" | "conflict" | "refused";

/** The server's word on one operation (回执). */
export interface Receipt {
  id: Uuid | null;
  outcome: Outcome;
  code?: string;
  detail?: string;
  defects?: Json[];
  current?: Json;
  needs?: Uuid[];
}

export interface PushAnswer {
  batch: Uuid;
  receipts: Receipt[];
  epoch: Uuid;
  durable_through_seq: number;
  /** `code` instead of receipts where a batch was not taken as a whole. */
  carried?: { device: Uuid; receipts?: Receipt[]; code?: string; detail?: string }[];
}

export interface VisitBrief {
  id: Uuid;
  state: string;
  version: number;
  window_from: Day;
  window_until: Day;
  site?: { name: string; label: string; address: string };
  nature?: { code: string; title: Words };
  purpose?: string;
  lead?: Uuid | null;
  officers?: { id: Uuid; name: string; is_lead: boolean }[];
}

/** One line of a feed (`kind` "operations" carries whole operations). */
export interface FeedEntry {
  feed: string;
  n: number;
  kind: string;
  ref: string;
  body: { operations?: ToldOperation[] } & { [key: string]: Json | ToldOperation[] | undefined };
  at: Moment;
}

/** An operation as the server tells it; `hidden` where the colleague's answer is not shown yet. */
export interface ToldOperation extends Operation {
  defects?: Json[];
  hidden?: boolean;
}

export interface PullAnswer {
  cursor: string;
  epoch: Uuid;
  resync: string;
  durable_through_seq: number;
  gaps: [number, number][];
  visits: VisitBrief[];
  receipts: Receipt[];
  entries: FeedEntry[];
  more: boolean;
  clock: { now: Moment; ahead_s: number; demo: boolean };
}

export interface OfficerSeat {
  id: Uuid;
  name: string;
  department: string;
  certificate_number: string;
  certificate_until: Day;
  seat: string;
  is_lead: boolean;
}

export interface NumberBlock {
  kind: string;
  numbers: string[];
  [key: string]: Json;
}

export interface OpenProblem {
  number: string;
  state: string;
  due_on: Day | null;
  finding: Uuid;
  item: string;
  clause: string;
  wording: string;
  demand: string;
  severity: Severity;
  evidence: Uuid[];
}

/** A visit with all that is needed inside the home (离线包), as the server gives it. */
export interface Package {
  visit: {
    id: Uuid; state: string; version: number; purpose: string; department: string;
    window_from: Day; window_until: Day; earliest_on: Day | null;
    this_year_count: number; cap: number | null; emergency_reason: string;
    scan: { code: string; at: Moment | null; reason: string };
  };
  nature: {
    code: string; title: Words; may_find: boolean; may_order: boolean; may_grade: boolean;
    min_officers: number; needs_scan: boolean;
  };
  site: {
    id: Uuid; label: string; name: string; address: string; beds: number; kind: string;
    state: string; region: string; uscc: string; legal_person: string; filing_number: string;
  };
  agency: { mark: string; name: string };
  checklist: { standard: string; version: string; digest: Digest; bundle: string };
  facts: { [name: string]: string };
  officers: OfficerSeat[];
  /** Who answers which chapter of a rating; empty or missing where all answer all. */
  chapters?: { id: string; officer: Uuid }[];
  /** What grading knows beside the answers: the level applied for, the present one … */
  context?: { [name: string]: Json };
  helpers: { name: string; organisation: string }[];
  templates: { [kind: string]: { digest: Digest; text: string; [key: string]: Json } };
  words: { [kind: string]: { [key: string]: Json } };
  numbers: NumberBlock[];
  nonce: string;
  findings_library: LibraryFinding[];
  open_problems: OpenProblem[];
  /** Key for confidential leads, where the office has one: lead.add is encrypted to it. */
  intake_key?: { id: Uuid; jwk: JsonWebKey } | null;
  /** Whom to ring when there is a major hazard; numbers are the office's own data. */
  emergency?: { title: Words; phone: string }[];
  downloaded_at: Moment;
  clock: Moment;
}

export type Severity = "general" | "hidden_danger" | "major";

/** A row of 问题—条款库: from what is seen to what is demanded. */
export interface LibraryFinding {
  id: string; item: string; seen: Words; wording: Words; clause: string; basis: Words;
  demand: Words; severity: Severity;
  term: { days: number | null; unit: "day" | "working_day"; source: string; confidence: string };
  department: string; source: string; confidence: string;
}

export type Condition = { [key: string]: Json };

export interface Item {
  id: string; title: Words; clause: string; source: string; confidence: string;
  max_points: string | null; pass_at: string; rule: string; with: { [key: string]: Json };
  look_for: Words; evidence: string[]; when: Condition | null;
  na: "drop" | "full" | "zero" | "forbid"; attest: "one" | "both"; tolerance: string | null;
  veto: boolean; major_hazard: boolean; base: boolean; resident_visible: boolean;
  risk: string | null; continues: string[];
}

export interface Chapter {
  id: string; title: Words; max_points: string; clause: string; source: string;
  confidence: string; items: Item[];
}

export interface FactQuestion {
  name: string; title: Words; kind: "count" | "amount" | "share" | "yes_no" | "choice";
  unit: Words | null; options: string[]; clause: string; source: string; confidence: string;
}

/** A checklist version as it travels (scoring/bundle.py), named by digest, never changed. */
export interface Bundle {
  format: 1; standard: string; version: string; digest: Digest; title: Words;
  ground: { clause: string; source: string; confidence: string };
  natures: string[]; provisional: boolean;
  /** good: "low" where points are faults. */
  settings: { rate_of: string; total_as: string; rounding: Json; good?: string };
  facts: FactQuestion[]; chapters: Chapter[];
  levels: { [key: string]: Json }[]; limits: { [key: string]: Json }[];
  conclusions: { [key: string]: Json }[];
  lists: { id: string; title: Words; items: string[] }[];
  findings: LibraryFinding[];
  /** Bundles compiled before these parts of the format lack them. */
  ratings?: { [key: string]: Json }[]; adjust?: { [key: string]: Json }[];
  /** cuts, table or worst_of, where one of them gives the level. */
  base?: { [key: string]: Json };
  /** Why this version may not grade; null where it may. */
  incomplete?: Words | null;
  level_word?: string | null; in_force?: { [key: string]: Json };
  /** Why this version never is in force for a real round; only on such a one. */
  demonstration?: Words;
}

/** Not applicable is `{na: reason}`; else what the item's rule takes as an answer. */
export type Answer = Json;

export interface Attestation {
  op: Uuid; item: string; officer: Uuid; value: Answer; note: string; done_at: Moment;
  /** Told, but not shown until one's own answer is there (`attest: both`). */
  hidden: boolean;
}

export interface Position {
  lat: string; lon: string; accuracy?: string; mock?: boolean;
}

export interface EvidenceRecord {
  op: Uuid; id: Uuid; item: string | null; officer: Uuid; sha256: Digest; length: number;
  media_type: string; kind: "photo" | "document" | "measurement" | "signature";
  captured_at: Moment; position: Position | null; person_visible: boolean;
  regions: number[][]; caption: string; removed: string | null; waived: string | null;
}

export interface FindingRecord {
  op: Uuid; id: Uuid; item: string; officer: Uuid; clause: string; basis: string; wording: string;
  severity: Severity; demand: string; due_days: number | null;
  due_unit: "working_day" | "day"; due_on: Day | null; competent_department: string;
  library_code: string; evidence: Uuid[]; corrected: boolean; withdrawn: string | null;
}

export interface RenderedText {
  op: Uuid; kind: string; number: string; text: string; text_digest: Digest;
  superseded: boolean; done_at: Moment;
}

export interface SignatureRecord {
  op: Uuid; text_digest: Digest; signer: "officer" | "representative" | "refusal"; name: string;
  officer: Uuid; title: string; opinion: string; witness: string; image: Uuid | null;
  signed_on: Day; done_at: Moment;
}

export interface SampleRecord {
  op: Uuid; item: string; number: number; frame: string[]; size: number; seed: string;
  chosen: string[];
}

/** Everything known of one visit here: own operations and those told, in one picture. */
export interface VisitState {
  visit: Uuid;
  opened: Operation | null;
  lead: Uuid | null;
  joined: Uuid[];
  left: Uuid[];
  answers: Map<string, Map<Uuid, Attestation>>;
  reconciled: Map<string, { op: Uuid; value: Answer; reason: string; settles: Uuid[] }>;
  facts: Map<string, { op: Uuid; value: Json; officer: Uuid }>;
  samples: Map<string, SampleRecord[]>;
  evidence: Map<Uuid, EvidenceRecord>;
  findings: Map<Uuid, FindingRecord>;
  texts: RenderedText[];
  signatures: SignatureRecord[];
  lock: Operation | null;
  amendments: Operation[];
  /** Last operation per device, for `after` of paper.render and signatures. */
  heads: Map<Uuid, Uuid>;
  /** How many operations `visit.lock` has to count. */
  counted: number;
  /** Ids of all operations that make this picture, in the order they were taken; leads are not. */
  operations: Uuid[];
  /** Last operation that changed a record, by its key (core/records.ts), cleared ones too. */
  changed: Map<string, Uuid>;
  adopted: Adopted;
}

export interface Adopted {
  answers: { [item: string]: Answer };
  facts: { [name: string]: Json };
  differing: string[];
}
