/** What every field is given: label above, help below, the fault beside it. */

export interface FieldGiven {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  unit?: string | undefined;
  optional?: boolean | undefined;
  hideLabel?: boolean | undefined;
}

/** Full-width digits and signs of a Chinese keyboard as plain ones; spaces and commas dropped. */
export function plainNumber(typed: string): string {
  return typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[．。]/g, ".")
    .replace(/[－−–]/g, "-")
    .replace(/[\s,，]/g, "");
}

/** Whether this is decimal text with at most so many places; empty counts as none given. */
export function wellFormed(text: string, decimals: number, negative: boolean): boolean {
  if (text === "") return true;
  const found = /^(-?)\d+(?:\.(\d+))?$/.exec(text);
  if (!found || (found[1] && !negative)) return false;
  return (found[2] ?? "").length <= decimals;
}

/** Whether the number lies within the bounds; exact enough for bounds of the form. */
export function within(text: string, min: number | undefined, max: number | undefined): boolean {
  if (text === "") return true;
  const value = Number(text);
  return !(min !== undefined && value < min) && !(max !== undefined && value > max);
}

/** One more or one less, as decimal text, places kept, held inside the bounds. */
export function step(text: string, by: 1 | -1, min?: number, max?: number): string {
  const places = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  const scale = 10n ** BigInt(places);
  const digits = BigInt((text || "0").replace(".", "")) + BigInt(by) * scale;
  const sign = digits < 0n ? "-" : "";
  const plain = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  const next = places ? `${plain.slice(0, -places)}.${plain.slice(-places)}` : plain;
  return within(`${sign}${next}`, min, max) ? `${sign}${next}` : text;
}
