/** Ready-made reasons as they go on record: the papers are Chinese, whatever the screen speaks. */

import type { Key } from "../words";
import { visit } from "../words/visit";

const CHINESE: { [key: string]: string } = visit.zh;

export const recorded = (key: Key): string => CHINESE[key] ?? key;
