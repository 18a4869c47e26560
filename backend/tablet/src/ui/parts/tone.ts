/** Tones of a state; colour never stands alone, so each has its icon. */

export type Tone = "ok" | "due" | "late" | "provisional" | "plain" | "accent";

/** A state in words, with its tone. */
export interface State {
  tone: Tone;
  words: string;
  icon?: string | undefined;
}

const ICONS: Record<Tone, string> = {
  ok: "circle-check",
  due: "clock",
  late: "circle-alert",
  provisional: "circle-dashed",
  plain: "",
  accent: "info",
};

/** The icon that goes with a tone; empty where the word is enough. */
export function toneIcon(tone: Tone): string {
  return ICONS[tone];
}
