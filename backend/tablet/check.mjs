// Type check of the tablet and of the public verifier; says so while there is nothing to check.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const TOPS = ["src", "../public/src"].filter((top) => existsSync(top));
const SOURCES = TOPS.flatMap((top) => readdirSync(top, { recursive: true }));

if (SOURCES.some((name) => name.endsWith(".ts"))) {
  const tsc = spawnSync(process.execPath, ["node_modules/vue-tsc/bin/vue-tsc.js", "--noEmit"], {
    stdio: "inherit",
  });
  process.exit(tsc.status ?? 1);
}
console.log("tsc: no TypeScript source yet");
