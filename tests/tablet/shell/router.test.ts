/** Which screen the tablet shows, by its phase and its address. */

import { createMemoryHistory } from "../../../backend/tablet/node_modules/vue-router";
import { ref } from "../../../backend/tablet/node_modules/vue";

import {
  createTabletRouter, followPhase, turnedAway,
} from "../../../backend/tablet/src/app/router";
import type { Phase } from "../../../backend/tablet/src/app/session.types";

const ITEM = "/visit/a1/item/basic.fire?from=list";
const at = (fullPath: string) => {
  const [path = "", query = ""] = fullPath.split("?");
  return { path, fullPath, query: Object.fromEntries(new URLSearchParams(query)) };
};

test.each(["/", "/sync", "/unlock", ITEM])("a new tablet is registered first, not %s", (wanted) => {
  expect(turnedAway("new", at(wanted))).toBe("/enrol");
});

test("the address in the registration code is kept", () => {
  expect(turnedAway("new", at("/enrol?code=abc&key=0f"))).toBeNull();
});

test("a locked tablet asks for the passphrase and remembers where one was", () => {
  expect(turnedAway("locked", at(ITEM))).toBe(`/unlock?to=${encodeURIComponent(ITEM)}`);
  expect(turnedAway("locked", at("/"))).toBe("/unlock");
  expect(turnedAway("locked", at("/enrol?code=abc"))).toBe("/unlock");
});

test("a forgotten passphrase is reset without opening the tablet", () => {
  expect(turnedAway("locked", at("/reset"))).toBeNull();
});

test("an open tablet leads back to where one was, never out of the app", () => {
  expect(turnedAway("open", at(`/unlock?to=${encodeURIComponent(ITEM)}`))).toBe(ITEM);
  expect(turnedAway("open", at("/unlock"))).toBe("/");
  expect(turnedAway("open", at("/unlock?to=//elsewhere.example"))).toBe("/");
  expect(turnedAway("open", at("/unlock?to=javascript:alert(1)"))).toBe("/");
});

test("no screen is loaded before it is known whether the tablet is locked", async () => {
  const phase = ref<Phase>("starting");
  const router = createTabletRouter({ phase }, createMemoryHistory());
  const going = router.push(ITEM);
  await new Promise((done) => setTimeout(done, 20));
  expect(router.currentRoute.value.matched).toEqual([]);
  phase.value = "locked";
  await going;
  expect(router.currentRoute.value).toMatchObject({ path: "/unlock", query: { to: ITEM } });
}, 30_000);

test("work goes on at the same item after the idle lock", async () => {
  const phase = ref<Phase>("open");
  const router = createTabletRouter({ phase }, createMemoryHistory());
  await router.push("/sync");
  phase.value = "locked";
  await followPhase(router, phase.value);
  expect(router.currentRoute.value.path).toBe("/unlock");
  phase.value = "open";
  await followPhase(router, phase.value);
  expect(router.currentRoute.value.fullPath).toBe("/sync");
}, 30_000); // the screen itself is loaded

test("an address that leads nowhere has a page that says so", () => {
  const router = createTabletRouter({ phase: ref<Phase>("open") }, createMemoryHistory());
  expect(router.resolve("/visit/a1/no-such-screen").matched).toHaveLength(1);
  expect(router.resolve("/visit/a1/items").matched).toHaveLength(2);
});
