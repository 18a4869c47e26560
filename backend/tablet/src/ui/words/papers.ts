/** Words of the papers: record, reading, signing, order, lock, joining (文书各页). */

import { join } from "./papers/join";
import { lock } from "./papers/lock";
import { order } from "./papers/order";
import { read } from "./papers/read";
import { record } from "./papers/record";
import { sign } from "./papers/sign";

export const papers = {
  zh: { ...record.zh, ...read.zh, ...sign.zh, ...order.zh, ...lock.zh, ...join.zh },
  en: { ...record.en, ...read.en, ...sign.en, ...order.en, ...lock.en, ...join.en },
};
