/** How grave a problem is (问题等级), in a word and a tone. */

import type { Severity } from "../../core/types";
import type { State } from "../parts/tone";
import { t } from "../words";

export const SEVERITIES: Severity[] = ["general", "hidden_danger", "major"];

const TONES = { general: "plain", hidden_danger: "due", major: "late" } as const;

export function severityWords(severity: Severity): string {
  return t(`visit.severity-${severity}`);
}

export function severityState(severity: Severity): State {
  return {
    tone: TONES[severity], words: severityWords(severity),
    icon: severity === "general" ? "" : "triangle-alert",
  };
}
