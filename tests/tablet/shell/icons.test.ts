/** Every icon a screen names is in the sprite: a missing one would be an empty place. */

import vendor from "../../../backend/tablet/vendor.json";

const SOURCES = import.meta.glob<string>(
  "../../../backend/tablet/src/**/*.{ts,vue}", { eager: true, query: "?raw", import: "default" });
const NAMED = [
  /<Icon\b[^>]*?\sname="([\w-]+)"/g,
  /\s(?:icon)="([\w-]+)"/g,
  /\bicon: "([\w-]+)"/g,
  /:(?:icon|name)="[^"]*?'([a-z][a-z0-9-]+)' : /g,
  /:(?:icon|name)="[^"]*? : '([a-z][a-z0-9-]+)'/g,
];

test("every icon that is named can be drawn", () => {
  const named = Object.values(SOURCES).flatMap((source) =>
    NAMED.flatMap((way) => [...source.matchAll(way)].map(([, name]) => name ?? "")));
  expect(named.length).toBeGreaterThan(50);
  expect([...new Set(named)].filter((name) => !vendor.icons.includes(name))).toEqual([]);
});

test("the sprite is in order and has nothing twice", () => {
  expect(vendor.icons).toEqual([...new Set(vendor.icons)].sort());
});
