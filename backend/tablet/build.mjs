// Builds what Django serves: dist/vendor (single files, icons), dist/app (the tablet with its
// service worker) and dist/verify (the pages of the public that are one file each).

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

import { spriteFile } from "./icons.ts";
import { launcherPng } from "./launcher.ts";
import { packedSizes, shellOf } from "./shell.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const APP = join(DIST, "app");
const MODULES = join(HERE, "node_modules");
const PUBLIC = join(HERE, "..", "public", "src");
const VENDOR = JSON.parse(readFileSync(join(HERE, "vendor.json"), "utf8"));
const SINGLE_PAGES = ["verify", "again"];

/** Copy single vendor files: a whole dist folder would make collectstatic slow. */
function copyVendor() {
  for (const [to, from] of Object.entries(VENDOR.files)) {
    const target = join(DIST, "vendor", to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(MODULES, from), target);
  }
}

/** One sprite of the icons that are used; a misspelt name stops the build. */
function drawIcons() {
  mkdirSync(join(DIST, "vendor", "lucide"), { recursive: true });
  writeFileSync(join(DIST, "vendor", "lucide", "icons.svg"), spriteFile());
}

/** The app, the icon it has on the screen, and the worker that knows all of these files. */
async function buildTablet() {
  await build({ root: HERE, logLevel: "warn" });
  for (const size of [192, 512]) writeFileSync(join(APP, `icon-${size}.png`), launcherPng(size));
  const worker = join(HERE, "src", "sw.ts");
  const page = join(HERE, "templates", "tablet", "shell.html");
  const shell = shellOf(APP, [worker, page]);
  const lib = { entry: worker, name: "worker", formats: ["iife"], fileName: () => "sw.js" };
  await build({
    configFile: false,
    root: HERE,
    logLevel: "warn",
    define: { SHELL: JSON.stringify(shell) },
    build: { lib, outDir: APP, emptyOutDir: false, target: "es2022" },
  });
  tellSizes();
}

/** The figure of the note: everything the tablet fetches, packed. */
function tellSizes() {
  const sizes = packedSizes(APP);
  const sum = sizes.reduce((whole, [, bytes]) => whole + bytes, 0);
  for (const [name, bytes] of [...sizes, ["in all (gzip)", sum]]) {
    console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB  ${name}`);
  }
}

/** Pages that must work when they were saved: one script without imports, put into the page. */
async function buildSinglePages() {
  const outDir = join(DIST, "verify");
  for (const name of SINGLE_PAGES) {
    const lib = { entry: join(PUBLIC, `${name}.ts`), name, formats: ["iife"], fileName: () => `${name}.js` };
    const one = { lib, outDir, emptyOutDir: false, target: "es2022" };
    await build({ configFile: false, root: HERE, logLevel: "warn", build: one });
    const script = readFileSync(join(outDir, `${name}.js`), "utf8").replaceAll("</script", "<\\/script");
    const page = readFileSync(join(PUBLIC, `${name}.html`), "utf8");
    const styled = put(page, "/* page.css */", readFileSync(join(PUBLIC, "page.css"), "utf8"));
    const whole = put(styled, "<!-- script -->", `<script>${script}</script>`);
    writeFileSync(join(outDir, `${name}.html`), whole);
  }
}

/** Put a part in its place; a page without the place stops the build. */
function put(page, place, part) {
  const [before, after] = page.split(place);
  if (after === undefined) throw new Error(`page: expected ${place}, came none; add it`);
  return before + part + after;
}

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST);
copyVendor();
drawIcons();
await buildTablet();
await buildSinglePages();
