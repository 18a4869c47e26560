/** The list by keyboard (键盘): which key means what; digits answer, arrows walk. */

export type Act =
  | { do: "move"; by: number }
  | { do: "edge"; to: "first" | "last" }
  | { do: "answer"; place: number }
  | { do: "open" | "unfold" | "na" | "photo" | "search" | "undo" };

/** What a row may be asked for by finger. */
export type RowAct = "open" | "unfold" | "na" | "photo" | "finding";

interface Pressed {
  key: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
}

const PAGE = 8;
const ACTS: { [key: string]: Act } = {
  ArrowDown: { do: "move", by: 1 },
  ArrowUp: { do: "move", by: -1 },
  PageDown: { do: "move", by: PAGE },
  PageUp: { do: "move", by: -PAGE },
  Home: { do: "edge", to: "first" },
  End: { do: "edge", to: "last" },
  Enter: { do: "open" },
  ArrowRight: { do: "open" },
  " ": { do: "unfold" },
  "0": { do: "na" },
  c: { do: "photo" },
  "/": { do: "search" },
};

/** What a key pressed on a row asks for; null leaves it to the browser. */
export function actOf(pressed: Pressed): Act | null {
  if ((pressed.ctrlKey || pressed.metaKey) && pressed.key.toLowerCase() === "z") {
    return { do: "undo" };
  }
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (/^[1-9]$/.test(pressed.key)) return { do: "answer", place: Number(pressed.key) - 1 };
  return ACTS[pressed.key] ?? null;
}

/** The place after a move, inside the list. */
export function moved(at: number, act: Act, count: number): number {
  if (count === 0) return -1;
  if (act.do === "edge") return act.to === "first" ? 0 : count - 1;
  if (act.do !== "move") return at;
  return Math.min(count - 1, Math.max(0, at + act.by));
}
