/** One problem being noted or changed (问题的填写): its form, and what is written for it. */

import { computed, ref, watch } from "vue";
import type { ComputedRef, Ref } from "vue";

import type { Desk } from "../../app/desk.types";
import { freshId } from "../../core/ids";
import type { FindingRecord, Item, Uuid } from "../../core/types";
import { draftsOf } from "./drafts";
import {
  blankForm, bodyOf, changesOf, faultsOf, formOf, fromLibrary, needsAnew,
} from "./findingForm";
import type { FindingForm, FormFault } from "./findingForm";
import { libraryOf } from "./library";
import { recorded } from "./recorded";

export interface FindingWork {
  record: ComputedRef<FindingRecord | undefined>;
  item: ComputedRef<Item | undefined>;
  form: Ref<FindingForm>;
  faults: ComputedRef<FormFault[]>;
  /** Something on the form is not on record yet. */
  changed: ComputedRef<boolean>;
  propose(seen: string): void;
  save(): Promise<Uuid>;
  withdraw(reason: string): Promise<void>;
}

/** id: of the problem, or "new" for an item. */
export function useFinding(desk: Desk, id: string, item: string, seen: string): FindingWork {
  const record = computed(() => desk.state.value.findings.get(id));
  const drafts = draftsOf(desk);
  const key = `finding ${id} ${item}`;
  const items = desk.bundle.chapters.flatMap((chapter) => chapter.items);
  const found = computed(() => items.find((one) => one.id === (record.value?.item ?? item)));
  const form = ref<FindingForm>(drafts.read<FindingForm>(key) ?? begin());

  function begin(): FindingForm {
    if (record.value) return formOf(record.value);
    const row = desk.rows.value.find((one) => one.item.id === item);
    const photos = (row?.photos ?? []).map((photo) => photo.id);
    const first = found.value ?? items[0];
    if (!first) throw new Error("expected a checklist with items, came none; download it again");
    return proposed(blankForm(first, photos, desk.package.visit.department), seen);
  }

  function proposed(now: FindingForm, wanted: string): FindingForm {
    const row = libraryOf(desk).find((one) => one.id === wanted);
    return row ? fromLibrary(now, row, "zh") : now; // the papers are Chinese
  }

  watch(form, (now) => drafts.write(key, now));

  async function save(): Promise<Uuid> {
    const known = record.value;
    if (known && !needsAnew(known, form.value)) {
      const changes = changesOf(known, form.value);
      if (Object.keys(changes).length) await desk.write("finding.change", { id, ...changes });
      drafts.write(key, null);
      return id;
    }
    const fresh = freshId();
    await desk.write("finding.add", { id: fresh, ...bodyOf(form.value) });
    if (known) await desk.write("finding.withdraw", { id, reason: recorded("visit.noted-anew") });
    drafts.write(key, null);
    return fresh;
  }

  return {
    record, item: found, form, save,
    faults: computed(() => faultsOf(form.value)),
    changed: computed(() => {
      const known = record.value;
      if (!known || needsAnew(known, form.value)) return true;
      return Object.keys(changesOf(known, form.value)).length > 0;
    }),
    propose: (wanted) => (form.value = proposed(form.value, wanted)),
    async withdraw(reason) {
      await desk.write("finding.withdraw", { id, reason: reason.trim() });
      drafts.write(key, null);
    },
  };
}
