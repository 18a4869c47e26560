/** The screens on a stand-in of the session, for looking at them; never shipped. */

import { fileURLToPath } from "node:url";

import { iconPlugin } from "../../../backend/tablet/icons.ts";
import vue from "../../../backend/tablet/node_modules/@vitejs/plugin-vue/dist/index.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const modules = here("../../../backend/tablet/node_modules");

export default {
  root: here("."),
  base: "./",
  plugins: [vue(), iconPlugin()],
  // files of this folder have no node_modules above them: bare names lead to the tablet's
  resolve: { alias: [{ find: /^(vue|uuid)$/, replacement: `${modules}/$1` }], dedupe: ["vue"] },
  server: { hmr: false, watch: null }, // a picture must not change while it is taken
  publicDir: false,
  cacheDir: `${modules}/.vite-stand-in`,
  build: {
    outDir: process.env.STAND_IN_OUT ?? here("dist"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 2000,
  },
};
