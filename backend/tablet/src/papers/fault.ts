/** Why a paper cannot be written (文书拒绝): stable code, expected, came, do. */

/** Codes: paper-context-malformed, paper-template-unsound, number-block-empty, paper-not-due. */
export class PaperFault extends Error {
  constructor(
    readonly code: string,
    readonly place: string,
    readonly expected: string,
    readonly came: string,
    readonly todo = "",
  ) {
    super(`${code} ${place}: expected ${expected}, came ${came}; do ${todo}`);
  }
}

export function badContext(place: string, expected: string, came: unknown): PaperFault {
  const shown = (JSON.stringify(came) ?? "none").slice(0, 120);
  const todo = "see context.schema.json";
  return new PaperFault("paper-context-malformed", place, expected, shown, todo);
}

export function badTemplate(place: string, expected: string, came: string): PaperFault {
  const todo = "write the template within the subset";
  return new PaperFault("paper-template-unsound", place, expected, came, todo);
}
