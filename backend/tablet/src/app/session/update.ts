/** A newer app (应用更新): offered when it is ready, taken when the screens say so, never forced. */

import type { House } from "./house";

const WORKER = "/tablet/sw.js";
const SCOPE = "/tablet/";
const LOOK_MS = 6 * 3600_000;
const TAKE_MS = 20_000;

let registration: ServiceWorkerRegistration | null = null;

/** Keep the app on the tablet; says so when a newer one waits. */
export async function watchUpdates(house: House): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers || !import.meta.env.PROD) return;
  const found = await workers.register(WORKER, { scope: SCOPE, type: "classic" }).catch(() => null);
  if (!found) return;
  registration = found;
  const look = () => {
    house.state.update.value = found.waiting !== null && workers.controller !== null;
  };
  look();
  found.addEventListener("updatefound", () => {
    found.installing?.addEventListener("statechange", look);
  });
  setInterval(() => void found.update().catch(() => undefined), LOOK_MS);
}

/** What is being written is finished first; the page comes back with the newer app. */
export async function takeUpdate(house: House): Promise<void> {
  const waiting = registration?.waiting;
  if (!waiting) return;
  await house.opened?.store.quiet();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  waiting.postMessage({ kind: "take" });
}

/** Fetch the newest app and let it take over, before anything is open; quiet without a line. */
export async function newest(): Promise<void> {
  const found = await registration?.update().catch(() => null);
  const fresh = found?.waiting ?? found?.installing;
  if (!fresh) return;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, TAKE_MS);
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
    const take = () => fresh.state === "installed" && fresh.postMessage({ kind: "take" });
    fresh.addEventListener("statechange", take);
    take();
  });
}
