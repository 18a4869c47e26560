import { words } from "./define";

export const papers = words({}, {});
