/** What the list shows (筛选后的项目): filter, chapter and words, kept in the address. */

import { computed, ref, shallowRef, watch } from "vue";
import type { ComputedRef, Ref, ShallowRef } from "vue";
import { useRoute, useRouter } from "vue-router";

import type { Desk, ItemRow } from "../../app/desk.types";
import { countsOf, filterOf, sift } from "./filters";
import type { Filter, Wish } from "./filters";
import { chaptersOf } from "./split";
import { useShown } from "./useShown";

export interface Items {
  filter: Ref<Filter>;
  chapter: Ref<string>;
  words: Ref<string>;
  /** Only one's own chapters (我的分项). */
  mine: Ref<boolean>;
  /** Whether the chapters are split among the officers. */
  split: ComputedRef<boolean>;
  rows: ComputedRef<readonly ItemRow[]>;
  progress: ComputedRef<Desk["progress"]["value"]>;
  counts: ComputedRef<Map<Filter, number>>;
  numbers: ComputedRef<Map<string, string>>;
  /** Shown although they no longer match: an answer must not pull rows away under the finger. */
  stale: ComputedRef<number>;
  refresh(): void;
}

export function useItems(desk: Desk): Items {
  const route = useRoute();
  const router = useRouter();
  const filter = ref<Filter>(filterOf(route.query["filter"], desk.bundle));
  const chapter = ref(String(route.query["chapter"] ?? ""));
  const words = ref(String(route.query["q"] ?? ""));
  const mine = ref(route.query["who"] === "mine");
  const own = computed(() => chaptersOf(desk.package, desk.officer.value));
  const kept: ShallowRef<ReadonlySet<string>> = shallowRef(new Set());

  const wish = () => ({
    filter: filter.value, chapter: chapter.value, words: words.value,
    chapters: mine.value ? own.value : null,
  });
  const shown = useShown(desk);
  const all = computed(() => shown.value.rows);
  const matching = computed(() => sift(all.value, wish(), desk.bundle));
  const refresh = () => {
    kept.value = new Set(matching.value.map((row) => row.item.id));
  };
  const rows = computed(() => {
    if (matching.value.length === all.value.length) return all.value;
    const match = new Set(matching.value.map((row) => row.item.id));
    return all.value.filter((row) => match.has(row.item.id) || kept.value.has(row.item.id));
  });

  watch([filter, chapter, words, mine, own], () => {
    refresh();
    void router.replace({ query: queryOf(route.query, wish()) });
  });
  watch(() => ["filter", "chapter", "who"].map((one) => route.query[one]), (asked) => {
    const [named, within, who] = asked;
    filter.value = filterOf(named, desk.bundle);
    mine.value = who === "mine";
    chapter.value = String(within ?? "");
  });
  refresh();

  return {
    filter, chapter, words, rows, refresh,
    mine, split: computed(() => own.value !== null),
    progress: computed(() => shown.value.progress),
    stale: computed(() => rows.value.length - matching.value.length),
    counts: computed(() => countsOf(all.value, wish(), desk.bundle)),
    numbers: computed(() => numbersOf(desk)),
  };
}

/** "2-7": seventh item of the second chapter, the same whatever is asked. */
export function numbersOf(desk: Pick<Desk, "bundle">): Map<string, string> {
  return new Map(desk.bundle.chapters.flatMap((chapter, c) =>
    chapter.items.map((item, n): [string, string] => [item.id, `${c + 1}-${n + 1}`])));
}

type Query = { [name: string]: string | null | (string | null)[] | undefined };

function queryOf(now: Query, wish: Wish): Query {
  const { filter: _f, chapter: _c, q: _q, who: _w, ...rest } = now;
  return {
    ...rest,
    ...(wish.filter === "all" ? {} : { filter: wish.filter }),
    ...(wish.chapter ? { chapter: wish.chapter } : {}),
    ...(wish.words ? { q: wish.words } : {}),
    ...(wish.chapters ? { who: "mine" } : {}),
  };
}
