// One thing that does not hold, in the shape and with the codes of the command line.

import { oneLine } from "./shown";

export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly place: string,
    readonly expected: string,
    readonly came: string,
    readonly todo: string,
  ) {
    super(oneLine(`${code} ${place}: expected ${expected}, came ${came}; do ${todo}`));
  }
}
