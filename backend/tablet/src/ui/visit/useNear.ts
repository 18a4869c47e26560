/** Which pieces of a long list lie near the screen (临近分段); the others keep their height. */

import { onBeforeUnmount, shallowReactive } from "vue";

export interface Near {
  has(key: string): boolean;
  /** For `:ref`: watches the piece's element from now on. */
  watch(key: string, element: Element | null): void;
  /** Draw this piece now, before one scrolls to it. */
  draw(key: string): void;
  heights: ReadonlyMap<string, number>;
}

/** One observer for all pieces; `held` names pieces that stay drawn (the focus is in them). */
export function useNear(held: () => string | undefined): Near {
  const near = shallowReactive(new Set<string>());
  const heights = shallowReactive(new Map<string, number>());
  const elements = new Map<string, Element>();
  const keys = new WeakMap<Element, string>();
  const observer = new IntersectionObserver(
    (seen) => seen.forEach((one) => settle(one)), { rootMargin: "700px 0px" });

  function settle(seen: IntersectionObserverEntry): void {
    const key = keys.get(seen.target);
    if (key === undefined) return;
    if (seen.isIntersecting) near.add(key);
    else if (near.has(key) && key !== held()) {
      heights.set(key, seen.boundingClientRect.height);
      near.delete(key);
    }
  }

  onBeforeUnmount(() => observer.disconnect());
  return {
    heights,
    has: (key) => near.has(key),
    draw: (key) => near.add(key),
    watch(key, element) {
      const known = elements.get(key);
      if (known === element) return;
      if (known) observer.unobserve(known);
      if (!element) {
        elements.delete(key);
        near.delete(key);
        return;
      }
      elements.set(key, element);
      keys.set(element, key);
      observer.observe(element);
    },
  };
}
