/** A part's words; the English table has exactly the keys of the Chinese one. */
export function words<const Z extends { [key: string]: string }>(
  zh: Z,
  en: { [K in keyof Z]: string },
): { zh: Z; en: { [K in keyof Z]: string } } {
  return { zh, en };
}
