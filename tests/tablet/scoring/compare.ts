/** Grades many visits in one process: `{bundle, visits}` on stdin, results or codes on stdout. */

import { readFileSync, writeFileSync } from "node:fs";

import type { Bundle } from "../../../backend/tablet/src/core/types";
import {
  AnswerFault, grade, survey, type Places, type Visit,
} from "../../../backend/tablet/src/scoring";

interface Given {
  bundle: Bundle;
  visits: [Visit, Places][];
}

const given = JSON.parse(readFileSync(0, "utf8")) as Given[];
const results = given.map(({ bundle, visits }) =>
  visits.map(([visit, places]) => one(bundle, visit, places)));
writeFileSync(1, JSON.stringify(results));

/** The whole result, and every item's points and reason; or the code of the refusal. */
function one(bundle: Bundle, visit: Visit, places: Places): object {
  try {
    const result = grade(bundle, visit, places);
    const found = [...survey(bundle, visit).items].map(([code, item]) => [
      code, item.outcome, item.points ?? "0", item.applicable, item.why,
    ]);
    return { result, found };
  } catch (fault) {
    if (fault instanceof AnswerFault) return { refused: fault.code };
    throw fault;
  }
}
