// Builds what Django serves: dist/vendor (single files, icons), dist/app (the tablet, once it has
// a vite.config.ts) and dist/verify (the public verifier as one file, once its source is there).

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
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
  const symbols = VENDOR.icons.map((name) => {
    const svg = readFileSync(join(MODULES, "lucide-static", "icons", `${name}.svg`), "utf8");
    const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  const head = '<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->';
  mkdirSync(join(DIST, "vendor", "lucide"), { recursive: true });
  writeFileSync(join(DIST, "vendor", "lucide", "icons.svg"), `${head}${symbols.join("")}</svg>\n`);
}

async function buildTablet() {
  if (!existsSync(join(HERE, "vite.config.ts"))) return;
  await build({ root: HERE, logLevel: "warn" });
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
