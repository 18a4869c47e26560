import { words } from "./define";

export const shell = words({}, {});
