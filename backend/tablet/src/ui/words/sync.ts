import { words } from "./define";

export const sync = words({}, {});
