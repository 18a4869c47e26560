/** What leads on: a link with an address, a button with a press, or neither (去向). */

import { computed } from "vue";
import type { Component, ComputedRef } from "vue";
import { RouterLink } from "vue-router";

export interface Lead {
  to?: string | undefined;
  onPress?: (() => void) | undefined;
}

/** The root element of a row, bar key or case line, and what it is given. */
export function useLead(props: Lead): {
  leads: ComputedRef<boolean>;
  root: ComputedRef<Component | "button" | "div">;
  given: ComputedRef<Record<string, unknown>>;
} {
  const leads = computed(() => props.to !== undefined || props.onPress !== undefined);
  const root = computed(() => {
    if (props.to !== undefined) return RouterLink;
    return props.onPress ? "button" : "div";
  });
  const given = computed(() => {
    if (props.to !== undefined) return { to: props.to };
    return props.onPress ? { type: "button", onClick: props.onPress } : {};
  });
  return { leads, root, given };
}
