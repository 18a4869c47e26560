/** One paper of the visit on the screen: its text, what it was made from, who signed it. */

import { computed, shallowRef, watch } from "vue";
import type { ComputedRef, ShallowRef } from "vue";

import type { Desk } from "../../app/desk.types";
import type { Session } from "../../app/session.types";
import type { Json, Operation, RenderedText } from "../../core/types";
import { useSession } from "../../app/use";
import { useDesk } from "../visit/useDesk";
import { correctionsIn, saysNobody } from "./restoring";
import { signingOf } from "./signing";
import type { Signing } from "./signing";
import { changedLines, contextIn, currentText } from "./texts";
import type { PaperKind } from "./texts";

export interface Paper {
  desk: Desk;
  session: Session;
  kind: PaperKind;
  text: ComputedRef<RenderedText | null>;
  /** What the text was made from; null until its operation was read. */
  context: ComputedRef<{ [key: string]: Json } | null>;
  corrections: ComputedRef<string[]>;
  signing: ComputedRef<Signing | null>;
  /** It says that nobody of the home was there. */
  unattended: ComputedRef<boolean>;
  /** Lines that the text before this one did not have. */
  changed: ComputedRef<Set<number>>;
  operations: Readonly<ShallowRef<Operation[]>>;
}

export function usePaper(kind: PaperKind): Paper {
  const desk = useDesk();
  const session = useSession();
  const operations = shallowRef<Operation[]>([]);
  const text = computed(() => currentText(desk.state.value, kind));
  const context = computed(() => (text.value ? contextIn(operations.value, text.value.op) : null));
  const corrections = computed(() => (context.value ? correctionsIn(context.value) : []));
  const unattended = computed(() => saysNobody(context.value ?? {}));
  const signing = computed(() => {
    if (!text.value) return null;
    const { package: pkg, state } = desk;
    return signingOf(pkg, state.value, text.value, corrections.value, unattended.value);
  });
  const changed = computed(() => {
    const rows = desk.state.value.texts.filter((one) => one.kind === kind);
    const at = rows.findIndex((one) => one.op === text.value?.op);
    const [before, now] = [rows[at - 1], rows[at]];
    return before && now ? changedLines(before.text, now.text) : new Set<number>();
  });

  watch(
    () => desk.state.value.texts.length,
    async () => {
      operations.value = await everyOperation(session, desk.visit);
    },
    { immediate: true },
  );
  return {
    desk, session, kind, text, context, corrections, signing, unattended, changed, operations,
  };
}

/** Own, told and carried operations of the visit that made a text. */
async function everyOperation(session: Session, visit: string): Promise<Operation[]> {
  const { store } = session;
  const [own, told, carried] = await Promise.all([
    store.journal({ visit }), store.told(visit), store.carried({ visit }),
  ]);
  const all = [...own, ...told, ...carried.flatMap((batch) => batch.operations)];
  return all.filter((one) => one.kind === "paper.render");
}
