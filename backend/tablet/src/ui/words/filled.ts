/** A sentence filled in (填词): `{name}` is its value, `{name|one|many}` the word that goes with it. */

const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(PLACE, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return String(value);
    return String(value) === "1" ? one : many;
  });
}
