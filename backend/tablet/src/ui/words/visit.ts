import { words } from "./define";

export const visit = words({}, {});
