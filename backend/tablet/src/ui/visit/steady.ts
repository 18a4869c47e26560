/** A list that stays the same object while it holds the same things (稳定列表). */

/** The list of last time where it holds the same things in the same order. */
export function steadyList<T>(): (key: string, list: T[]) => T[] {
  const known = new Map<string, T[]>();
  return (key, list) => {
    const before = known.get(key);
    const holds = before?.length === list.length && before.every((one, n) => one === list[n]);
    if (before && holds) return before;
    known.set(key, list);
    return list;
  };
}
