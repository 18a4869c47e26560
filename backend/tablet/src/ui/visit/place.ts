/** Where one was in the list (上次位置), so that coming back finds it again; per visit. */

const items = new Map<string, string>();
const lists = new Map<string, string>();

export const lastPlace = (visit: string): string => items.get(visit) ?? "";

export function keepPlace(visit: string, item: string): void {
  items.set(visit, item);
}

/** The list as it was filtered when one left it. */
export const lastList = (visit: string): string => lists.get(visit) ?? `/visit/${visit}/items`;

export function keepList(visit: string, address: string): void {
  lists.set(visit, address);
}
