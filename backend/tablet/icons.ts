/** The sprite of the icons in use (图标): one symbol per name of vendor.json, from Lucide. */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const LUCIDE = join(HERE, "node_modules", "lucide-static", "icons");
const NAME = "virtual:icons";
const OPEN = '<svg xmlns="http://www.w3.org/2000/svg"';

/** Names in vendor.json; read each time, so that a dev server sees a new one. */
export function iconNames(): string[] {
  const vendor = JSON.parse(readFileSync(join(HERE, "vendor.json"), "utf8")) as { icons: string[] };
  return vendor.icons;
}

/** The symbols; a misspelt name stops the build. */
export function symbols(): string {
  return iconNames()
    .map((name) => {
      const svg = readFileSync(join(LUCIDE, `${name}.svg`), "utf8");
      const start = svg.indexOf(">", svg.indexOf("<svg")) + 1;
      const shapes = svg.slice(start, svg.lastIndexOf("</svg>")).replace(/\s*\n\s*/g, "");
      return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
    })
    .join("");
}

/** The sprite as a file of its own, for the pages. */
export function spriteFile(): string {
  return `${OPEN}><!-- Lucide, ISC licence -->${symbols()}</svg>\n`;
}

/** Vite plugin: `import { SPRITE } from "virtual:icons"` gives the hidden svg for the page. */
export function iconPlugin() {
  return {
    name: "xingjian-icons",
    resolveId: (id: string) => (id === NAME ? `\0${NAME}` : null),
    load: (id: string) => {
      if (id !== `\0${NAME}`) return null;
      const sprite = `${OPEN} hidden aria-hidden="true">${symbols()}</svg>`;
      return `export const SPRITE = ${JSON.stringify(sprite)};`;
    },
  };
}
