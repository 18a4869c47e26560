/** Exact decimals as text (十进制数): no float ever decides. */

const DECIMAL = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/;

interface Scaled {
  units: bigint;
  places: number;
}

/** Whether two decimals lie no further apart than a third; false where one is none. */
export function apartAtMost(one: string, other: string, tolerance: string): boolean {
  const read = [one, other, tolerance].map(scaled);
  const [a, b, t] = read;
  if (!a || !b || !t) return false;
  const places = Math.max(a.places, b.places, t.places);
  const distance = at(a, places) - at(b, places);
  return (distance < 0n ? -distance : distance) <= at(t, places);
}

function scaled(text: string): Scaled | null {
  const [, sign, whole = "", part = "", exponent = "0"] = DECIMAL.exec(text) ?? [];
  if (sign === undefined || whole + part === "") return null;
  const places = part.length - Number(exponent);
  const units = BigInt(whole + part) * (sign === "-" ? -1n : 1n);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

function at(number: Scaled, places: number): bigint {
  return number.units * 10n ** BigInt(places - number.places);
}
