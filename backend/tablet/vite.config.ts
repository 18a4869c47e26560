/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [vue()],
  base: "/static/app/",
  publicDir: false,
  build: {
    outDir: here("dist/app"),
    emptyOutDir: true,
    target: "es2022",
    manifest: "files.json", // what the service worker keeps
    rollupOptions: { input: { tablet: here("src/main.ts") } },
  },
  test: {
    root: here("../../tests/tablet"),
    globals: true,
    include: ["**/*.test.ts"],
    server: { deps: { inline: [/.*/] } },
  },
  server: { fs: { allow: [here("../..")] } },
});
