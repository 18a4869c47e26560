/** What was typed, read as the rules take it (读数): exact text, or nothing yet. */

const DECIMAL = /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/;
const WHOLE = /^\d{1,7}$/;

/** A number as the rules take it: no exponent, no needless zeros, full width turned. */
export function decimalText(raw: string): string | null {
  const text = raw.normalize("NFKC").trim().replace(/^0+(?=\d)/, "").replace(/\.$/, "");
  if (!DECIMAL.test(text)) return null;
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A count from 0 to a million. */
export function wholeNumber(raw: string): number | null {
  const text = raw.normalize("NFKC").trim();
  if (!WHOLE.test(text)) return null;
  const count = Number(text);
  return count <= 1_000_000 ? count : null;
}

/** A sample is complete when no more passed than were looked at. */
export function sampleOf(
  seen: string, passed: string,
): { looked_at: number; passed: number } | null {
  const [looked, good] = [wholeNumber(seen), wholeNumber(passed)];
  if (looked === null || good === null || good > looked) return null;
  return { looked_at: looked, passed: good };
}
