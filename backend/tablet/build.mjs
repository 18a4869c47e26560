// Builds what Django serves: dist/vendor (single files, icons), dist/app (the tablet with its
// service worker) and dist/verify (the public verifier as one file, once its source is there).

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const SCRIPT_PLACE = "<!-- verify.js -->"; // in verify.html: where the script goes

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

/** The verifier must work when the page was saved: one script without imports, put into the page. */
async function buildVerifier() {
  const entry = join(PUBLIC, "verify.ts");
  if (!existsSync(entry)) return;
  const lib = { entry, name: "verify", formats: ["iife"], fileName: () => "verify.js" };
  const outDir = join(DIST, "verify");
  await build({ configFile: false, root: HERE, logLevel: "warn", build: { lib, outDir } });
  const page = join(PUBLIC, "verify.html");
  if (!existsSync(page)) return;
  const script = readFileSync(join(outDir, "verify.js"), "utf8").replaceAll("</script", "<\\/script");
  const [before, after] = readFileSync(page, "utf8").split(SCRIPT_PLACE);
  if (after === undefined) throw new Error(`verify.html: expected ${SCRIPT_PLACE}, came none; add it`);
  writeFileSync(join(outDir, "verify.html"), `${before}<script>${script}</script>${after}`);
}

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST);
copyVendor();
drawIcons();
await buildTablet();
await buildVerifier();
