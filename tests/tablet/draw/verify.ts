/** Verifies many draws in one process: `[[bundle text, announcement text | null]]` in, lines out. */

import { readFileSync, writeFileSync } from "node:fs";

import { readJson } from "../../../backend/public/src/draw/json";
import { Refusal } from "../../../backend/public/src/draw/refusal";
import { verify } from "../../../backend/public/src/draw/verifier";

const given = JSON.parse(readFileSync(0, "utf8")) as [string, string | null][];
const told: string[][] = [];
for (const [bundle, announced] of given) told.push(await lines(bundle, announced));
writeFileSync(1, JSON.stringify(told));

/** Every difference as the command line prints it; what makes a file unusable stands alone. */
async function lines(bundle: string, announced: string | null): Promise<string[]> {
  try {
    const found = await verify(readJson(bundle), announced === null ? null : readJson(announced));
    return found.map((one) => one.message);
  } catch (fault) {
    if (fault instanceof Refusal) return ["unusable", fault.message];
    if (fault instanceof SyntaxError) return ["unusable", "not-json"];
    throw fault;
  }
}
