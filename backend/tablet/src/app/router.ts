/** Addresses of the tablet (路由): which screen, and which the phase allows. */

import { watch } from "vue";
import { createRouter, createWebHashHistory } from "vue-router";
import type { RouteLocationNormalized, Router, RouterHistory, RouteRecordRaw } from "vue-router";

import type { Phase, Session } from "./session.types";

type Screen = () => Promise<unknown>;

/** Screens of a visit, below /visit/:id, which puts it on the desk for them. */
const OF_VISIT: [path: string, folder: "visit" | "papers", name: string][] = [
  ["", "visit", "Visit"],
  ["items", "visit", "Items"],
  ["item/:item", "visit", "Item"],
  ["facts", "visit", "Facts"],
  ["sample/:item", "visit", "Sample"],
  ["differences", "visit", "Differences"],
  ["findings", "visit", "Findings"],
  ["finding/:finding", "visit", "Finding"],
  ["emergency", "visit", "Emergency"],
  ["lead", "visit", "Lead"],
  ["join", "papers", "Join"],
  ["record", "papers", "Record"],
  ["sign", "papers", "Sign"],
  ["order", "papers", "Order"],
  ["lock", "papers", "Lock"],
];

const SCREENS = import.meta.glob<unknown>([
  "../ui/screens/{Today,Enrol,Unlock,Reset,Sync,Settings,VisitFrame,Missing}.vue",
  "../ui/screens/visit/{Visit,Items,Item,Facts,Sample,Differences}.vue",
  "../ui/screens/visit/{Findings,Finding,Emergency,Lead}.vue",
  "../ui/screens/papers/{Join,Record,Sign,Order,Lock}.vue",
]);

/** The screen of that name, loaded when it is first needed; the missing page for one not there. */
function screen(name: string): Screen {
  const found = SCREENS[`../ui/screens/${name}.vue`] ?? SCREENS["../ui/screens/Missing.vue"];
  if (!found) throw new Error(`expected a screen ${name}.vue, came none; add it to ui/screens`);
  return found;
}

/** Fetch the screens of a visit before they are asked for; a failure is told when they are. */
export const loadVisit = (): void => void screen("VisitFrame")().catch(() => undefined);

export const ROUTES: RouteRecordRaw[] = [
  { path: "/", component: screen("Today") },
  { path: "/enrol", component: screen("Enrol") },
  { path: "/unlock", component: screen("Unlock") },
  { path: "/reset", component: screen("Reset") },
  { path: "/sync", component: screen("Sync") },
  { path: "/settings", component: screen("Settings") },
  {
    path: "/visit/:id",
    component: screen("VisitFrame"),
    children: OF_VISIT.map(([path, folder, name]) => ({
      path,
      component: screen(`${folder}/${name}`),
    })),
  },
  { path: "/:rest(.*)*", component: screen("Missing") },
];

const BEFORE_OPEN = new Set(["/enrol", "/unlock", "/reset"]);

/**
 * Where this phase lets one go instead; null where one may stay. What one wanted is kept in `to`,
 * so that unlocking leads back to it.
 */
export function turnedAway(
  phase: Phase,
  at: Pick<RouteLocationNormalized, "path" | "fullPath" | "query">,
): string | null {
  if (phase === "new") return at.path === "/enrol" ? null : "/enrol";
  if (phase === "locked") {
    if (at.path === "/unlock" || at.path === "/reset") return null;
    const wanted = BEFORE_OPEN.has(at.path) || at.path === "/" ? "" : at.fullPath;
    return wanted ? `/unlock?to=${encodeURIComponent(wanted)}` : "/unlock";
  }
  if (phase === "open" && BEFORE_OPEN.has(at.path)) return ownAddress(at.query["to"]);
  return null;
}

/** An address of this app; anything else leads home. */
function ownAddress(wanted: unknown): string {
  const path = typeof wanted === "string" ? wanted : "";
  return path.startsWith("/") && !path.startsWith("//") ? path : "/";
}

/** The router, bound to the phase of the session. */
export function createTabletRouter(
  session: Pick<Session, "phase">,
  history: RouterHistory = createWebHashHistory(),
): Router {
  const router = createRouter({
    history,
    routes: ROUTES,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    await begun(session);
    return turnedAway(session.phase.value, to) ?? true;
  });
  return router;
}

/** Nothing is loaded for an address that a locked tablet will not show. */
function begun({ phase }: Pick<Session, "phase">): Promise<void> {
  if (phase.value !== "starting") return Promise.resolve();
  return new Promise((done) => {
    const stop = watch(phase, () => {
      stop();
      done();
    });
  });
}

/** The phase changed (locked, opened, revoked): go where it leads. */
export async function followPhase(router: Router, phase: Phase): Promise<void> {
  await router.isReady();
  const elsewhere = turnedAway(phase, router.currentRoute.value);
  if (elsewhere) await router.replace(elsewhere);
}
