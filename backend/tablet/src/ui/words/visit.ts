import { words } from "./define";
import { findings } from "./visit/findings";
import { item } from "./visit/item";
import { items } from "./visit/items";
import { overview } from "./visit/overview";
import { rare } from "./visit/rare";
import { rating } from "./visit/rating";

/** Words of the visit screens (检查), in parts as the screens are. */
export const visit = words(
  { ...overview.zh, ...items.zh, ...item.zh, ...findings.zh, ...rare.zh, ...rating.zh },
  { ...overview.en, ...items.en, ...item.en, ...findings.en, ...rare.en, ...rating.en },
);
