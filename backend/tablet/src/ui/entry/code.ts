/** What an enrolment QR says (登记码): an address with code and key, or the code alone. */

export interface EnrolmentCode {
  code: string;
  /** Fingerprint of the office's key, hex; empty where the QR did not carry it. */
  key: string;
}

const PLAIN = /^[A-Za-z0-9_-]{8,128}$/;

/** The code of a scanned or typed text; null where it is something else. */
export function readCode(text: string): EnrolmentCode | null {
  const given = text.trim();
  const hash = given.indexOf("#/enrol?");
  if (hash >= 0) {
    const query = new URLSearchParams(given.slice(hash + "#/enrol?".length));
    const code = query.get("code") ?? "";
    return PLAIN.test(code) ? { code, key: query.get("key") ?? "" } : null;
  }
  const typed = given.replace(/\s+/g, "");
  return PLAIN.test(typed) ? { code: typed, key: "" } : null;
}

/** In groups of four, for comparing by eye. */
export function inGroups(hex: string, groups = 8): string {
  return (hex.match(/.{1,4}/g) ?? []).slice(0, groups).join(" ");
}
