/** The service worker (离线外壳): keeps the app's own files and answers from them, nothing else.
 *
 * The outbox is not its business, and it never touches /api/. A new version waits until taken.
 */

import type { Shell } from "../shell";

declare const self: ServiceWorkerGlobalScope;
declare const SHELL: Shell; // put in by build.mjs

const PAGE = "/tablet/";
const MINE = "xingjian-shell-";
const CACHE = MINE + SHELL.version;
const KEPT = new Set([...SHELL.files, ...SHELL.extras]);

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(sweep()));
self.addEventListener("message", (event) => {
  if ((event.data as { kind?: string } | null)?.kind === "take") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && pathname.startsWith(PAGE);
  if (isPage) event.respondWith(kept(PAGE, request));
  else if (KEPT.has(pathname)) event.respondWith(kept(pathname, request));
});

/** All files or none: half a version would not open in a basement. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    await cache.put(PAGE, await page());
    await Promise.all(SHELL.files.map(async (path) => cache.put(path, await fresh(path))));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  await Promise.allSettled(SHELL.extras.map(async (path) => cache.put(path, await fresh(path))));
}

/** The page must load the very script that is kept beside it. */
async function page(): Promise<Response> {
  const found = await fetched(PAGE);
  if ((await found.clone().text()).includes(SHELL.entry)) return found;
  throw new Error(`${PAGE}: expected ${SHELL.entry} in it; the server is being updated`);
}

/** Files named by their content are taken from the version before, which saves a slow line. */
async function fresh(path: string): Promise<Response> {
  const known = path.includes("/assets/") ? await caches.match(path) : undefined;
  return known ?? fetched(path);
}

async function fetched(path: string): Promise<Response> {
  const found = await fetch(path, { cache: "reload", redirect: "error" });
  if (found.ok) return found;
  throw new Error(`${path}: expected 200, came ${found.status}`);
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

async function sweep(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}
