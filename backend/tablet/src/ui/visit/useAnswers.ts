/** Answering (作答): one touch, one operation; "saved" is said only after the store said so. */

import { shallowReactive, shallowRef } from "vue";
import type { ShallowRef } from "vue";

import type { Desk, ItemRow } from "../../app/desk.types";
import type { Answer, Attestation, Json, Uuid } from "../../core/types";
import { announce } from "../parts/announce";
import { explained } from "../parts/problem";
import { t } from "../words";
import { naOf } from "./answer";

export interface Mark {
  state: "saving" | "saved" | "failed";
  /** What was touched; null: taken back. */
  shown: Answer;
  fault: unknown;
}

/** The last change of an answer, and what was there before. */
export interface Change {
  item: string;
  officer: Uuid;
  before: Attestation | undefined;
  now: Answer;
}

export interface Answers {
  /** The mark of an item for the officer who writes now. */
  markOf(item: string): Mark | undefined;
  last: Readonly<ShallowRef<Change | null>>;
  give(row: Given, answer: Answer, note?: string): Promise<void>;
  clear(row: Given): Promise<void>;
  undo(): Promise<void>;
}

type Given = Pick<ItemRow, "item" | "mine">;

const made = new WeakMap<Desk, Answers>();

/** One set of marks per visit, shared by list and page. */
export function useAnswers(desk: Desk): Answers {
  const known = made.get(desk);
  if (known) return known;
  const answers = makeAnswers(desk);
  made.set(desk, answers);
  return answers;
}

export function makeAnswers(desk: Pick<Desk, "write" | "officer" | "closed">): Answers {
  const marks = shallowReactive(new Map<string, Mark>());
  const last = shallowRef<Change | null>(null);
  const queues = new Map<string, Promise<void>>();
  const keyOf = (item: string, officer = desk.officer.value) => `${officer} ${item}`;

  function inOrder(item: string, work: () => Promise<void>): Promise<void> {
    const next = (queues.get(item) ?? Promise.resolve()).then(work);
    queues.set(item, next);
    return next;
  }

  async function put(item: string, officer: Uuid, shown: Answer, note: string): Promise<void> {
    const mark: Mark = { state: "saving", shown, fault: null };
    const key = keyOf(item, officer);
    marks.set(key, mark);
    const end = (state: Mark["state"], fault: unknown) => {
      if (marks.get(key) === mark) marks.set(key, { state, shown, fault });
    };
    await inOrder(item, async () => {
      try {
        if (shown === null) await desk.write("answer.clear", { item }, { officer });
        else await desk.write("answer.set", bodyOf(item, shown, note), { officer });
        end("saved", null);
      } catch (fault) {
        end("failed", fault);
        announce(t("visit.answer-not-kept", { why: explained(fault).title }));
      }
    });
  }

  async function change(row: Given, now: Answer, note: string): Promise<void> {
    const item = row.item.id;
    const officer = desk.officer.value;
    if (desk.closed.value) return;
    last.value = { item, officer, before: row.mine, now };
    await put(item, officer, now, note);
  }

  return {
    markOf: (item) => marks.get(keyOf(item)),
    last,
    async give(row, answer, note = row.mine?.note ?? "") {
      const failed = marks.get(keyOf(row.item.id))?.state === "failed";
      if (!failed && row.mine && same(row.mine.value, answer) && row.mine.note === note) return;
      await change(row, answer, note);
    },
    async clear(row) {
      if (row.mine) await change(row, null, "");
    },
    async undo() {
      const taken = last.value;
      if (!taken || desk.closed.value) return;
      last.value = null;
      await put(taken.item, taken.officer, taken.before?.value ?? null, taken.before?.note ?? "");
    },
  };
}

function bodyOf(item: string, answer: Answer, note: string): { [key: string]: Json } {
  const na = naOf(answer);
  const body: { [key: string]: Json } = na === null ? { item, value: answer } : { item, na };
  return note ? { ...body, note } : body;
}

const same = (one: Answer, other: Answer): boolean => JSON.stringify(one) === JSON.stringify(other);
