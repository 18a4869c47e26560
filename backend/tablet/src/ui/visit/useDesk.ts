/** The desk, as every visit screen takes it. */

import { inject } from "vue";

import type { Desk } from "../../app/desk.types";
import { DESK } from "../../app/keys";

/** Throws where nobody opened a visit: a fault of the house. */
export function useDesk(): Desk {
  const desk = inject(DESK);
  if (desk) return desk;
  throw new Error("expected a visit on the desk, came none; open it by its route");
}
