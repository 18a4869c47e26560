/** The record on the screen (现场检查笔录): form, what is missing, and making its text. */

import { computed, ref, watch } from "vue";

import { voiceOf } from "../../papers";
import { announce } from "../parts/announce";
import { draftsOf } from "../visit/drafts";
import { useDesk } from "../visit/useDesk";
import { t } from "../words";
import { draftOf } from "./draft";
import { lacksOf, opinionOf, proposals, recordKind, recordOf } from "./recording";
import { numbersFor, renderBody } from "./rendering";
import { restored } from "./restoring";
import { movedOn } from "./texts";
import { usePaper } from "./usePaper";
import { wholenessOf } from "./wholeness";

export function useRecord() {
  const kind = recordKind(useDesk().package);
  const paper = usePaper(kind);
  const { desk, session } = paper;
  const draft = draftOf(draftsOf(desk));
  const state = computed(() => desk.state.value);
  const proposed = computed(() =>
    proposals(desk.package, state.value, desk.rows.value, draft, session.now()),
  );
  const device = computed(() => session.device.value?.id ?? "");
  const whole = computed(() => wholenessOf(desk, draft.outcome !== null, device.value));
  const lacks = computed(() => lacksOf(draft));
  const closed = computed(() => desk.closed.value || (paper.signing.value?.closed ?? false));
  const number = ref("");
  const busy = ref(false);
  const fault = ref<unknown>(null);

  const contextOf = (label: string) =>
    recordOf(desk, state.value, desk.rows.value, draft, {
      number: label, at: session.now(),
    });
  /** Names of what changed on the desk since the text was made. */
  const moved = computed(() => {
    const then = paper.context.value;
    return then && !closed.value ? movedOn(then, contextOf(String(then["number"]))) : [];
  });
  /** The form says something else than the text: corrections, opinion, way of reading. */
  const edited = computed(() => {
    const then = paper.context.value;
    if (!then || closed.value) return false;
    const now = contextOf(String(then["number"]));
    const asked = ["corrections", "opinion", "reading", "representative", "representative_post"];
    return asked.some((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]));
  });

  watch(
    paper.context,
    (context) => {
      if (!context || draft.restored || draft.representative || draft.outcome) return;
      Object.assign(draft, restored(context, desk.rows.value, proposed.value));
    },
    { immediate: true },
  );
  watch(
    () => state.value.texts.length,
    async () => {
      number.value = await firstNumber();
    },
    { immediate: true },
  );

  async function firstNumber(): Promise<string> {
    try {
      return (await numbersFor(kind, session.store, desk.package, state.value))[0] ?? "";
    } catch {
      return "";
    }
  }

  /** Make the text; true when it stands, whether new or as before. */
  async function render(): Promise<boolean> {
    busy.value = true;
    fault.value = null;
    try {
      const numbers = await numbersFor(kind, session.store, desk.package, state.value);
      const body = await renderBody(kind, desk.package, state.value, numbers, contextOf);
      if (body) await desk.write("paper.render", body);
      draft.restored = true;
      announce(t(body ? "record.made" : "record.same"));
      return true;
    } catch (caught) {
      fault.value = caught;
      return false;
    } finally {
      busy.value = false;
    }
  }

  const opinion = computed(() => opinionOf(draft, voiceOf(desk.package.nature)));
  return {
    ...paper, draft, proposed, whole, lacks, closed, number, busy, fault, moved, edited, opinion,
    render,
  };
}

export type RecordDesk = ReturnType<typeof useRecord>;
