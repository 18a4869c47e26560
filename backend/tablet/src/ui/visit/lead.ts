/** What goes into the envelope of a confidential lead (保密线索的内容). */

import type { Moment } from "../../core/types";

export interface SaidInConfidence {
  text: string;
  /** Somebody is possibly being harmed now. */
  harm: boolean;
  police: boolean;
}

/** JSON for the intake officer; nothing else of it stays anywhere. */
export function leadContent(said: SaidInConfidence, at: Moment): string {
  return JSON.stringify({
    v: 1, text: said.text.trim(), harm_suspected: said.harm, police_informed: said.police, at,
  });
}
