/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

import { iconPlugin } from "./icons.ts";
import { leanScanner } from "./lean.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const part = (path: string) => here(`node_modules/${path}`);

/** Few large chunks pack better than many small ones: what is opened together lies together. */
const CHUNKS = [
  { name: "scan", test: /node_modules.jsqr/ },
  { name: "papers", test: /src.(?:papers|ui.papers|ui.screens.papers)\b|mustache|signature_|uqr/ },
  { name: "visit", test: /src.(?:scoring|app.desk|ui.visit|ui.screens.[vV]isit\w*)\b|fraction/ },
  { name: "base", test: /./ },
];

export default defineConfig({
  plugins: [vue(), iconPlugin(), leanScanner()],
  base: "/static/app/",
  publicDir: false,
  resolve: {
    // both as written for browsers of today: half of what they ship for old ones
    alias: [
      { find: /^dexie$/, replacement: part("dexie/dist/modern/dexie.min.mjs") },
      { find: /^tus-js-client$/, replacement: part("tus-js-client/lib/browser/index.js") },
    ],
  },
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false },
  build: {
    outDir: here("dist/app"),
    emptyOutDir: true,
    target: "es2022",
    manifest: "files.json", // read by the shell page and the service worker's list
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { tablet: here("src/main.ts") },
      preserveEntrySignatures: "allow-extension",
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: CHUNKS } },
    },
  },
  test: {
    root: here("../../tests/tablet"),
    globals: true,
    include: ["**/*.test.ts"],
    server: { deps: { inline: [/.*/] } },
  },
  server: { fs: { allow: [here("../..")] } },
});
