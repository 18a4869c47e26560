/** What the service worker keeps (离线外壳清单): the built files, and a version from their bytes. */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const APP = "/static/app/";
const KEPT = /\.(?:js|css|png|svg|woff2)$/;
/** Beside the build: wanted, but the app opens without them. */
const EXTRAS = ["/tablet/app.webmanifest", "/static/look/mark.svg"];

export interface Shell {
  version: string;
  /** The script the page must name; another one means a server in the middle of an update. */
  entry: string;
  files: string[];
  extras: string[];
}

/** Read dist/app; `sources` are further files whose change makes a new version. */
export function shellOf(app: string, sources: string[]): Shell {
  const names = keptFiles(app);
  const whole = createHash("sha256");
  for (const name of names) whole.update(`${name}\n`).update(readFileSync(join(app, name)));
  for (const source of sources.filter(existsSync)) whole.update(readFileSync(source));
  const manifest = JSON.parse(readFileSync(join(app, "files.json"), "utf8"));
  return {
    version: whole.digest("hex").slice(0, 16),
    entry: `${APP}${manifest["src/main.ts"].file}`,
    files: names.map((name) => `${APP}${name}`),
    extras: EXTRAS,
  };
}

/** Bytes of each kept file as they travel, largest first. */
export function packedSizes(app: string): [string, number][] {
  const rows = keptFiles(app).map((name): [string, number] => [
    name,
    gzipSync(readFileSync(join(app, name)), { level: 9 }).length,
  ]);
  return rows.sort((a, b) => b[1] - a[1]);
}

function keptFiles(app: string): string[] {
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && KEPT.test(one.name) && one.name !== "sw.js")
    .map((one) => relative(app, join(one.parentPath, one.name)))
    .sort();
}
