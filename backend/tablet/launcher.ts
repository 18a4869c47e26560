/** The icon on the tablet's screen (启动图标): the mark in white on the accent, drawn into PNG. */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const HERE = dirname(fileURLToPath(import.meta.url));
const MARK = join(HERE, "..", "look", "static", "look", "mark.svg");
const GROUND = [0x1f, 0x5f, 0xa8] as const;
const BOX = 24; // the mark's own units
const SHARE = 0.62; // of the icon's side: a round mask cuts nothing off
const FINE = 4; // samples per pixel and direction

type Point = [number, number];
/** Distance to the edge of a shape in the mark's units, negative inside. */
type Shape = (x: number, y: number) => number;

export function launcherPng(size: number): Buffer {
  const shapes = shapesOf(readFileSync(MARK, "utf8"));
  const scale = BOX / (size * SHARE);
  const rows: Buffer[] = [];
  for (let y = 0; y < size; y += 1) {
    const row = Buffer.alloc(1 + size * 3);
    for (let x = 0; x < size; x += 1) {
      const share = covered(shapes, x, y, size, scale);
      GROUND.forEach((tone, n) => {
        row[1 + x * 3 + n] = Math.round(tone + (255 - tone) * share);
      });
    }
    rows.push(row);
  }
  return png(size, Buffer.concat(rows));
}

function covered(shapes: Shape[], x: number, y: number, size: number, scale: number): number {
  let inside = 0;
  for (let n = 0; n < FINE * FINE; n += 1) {
    const u = (x + ((n % FINE) + 0.5) / FINE - size / 2) * scale + BOX / 2;
    const v = (y + (Math.floor(n / FINE) + 0.5) / FINE - size / 2) * scale + BOX / 2;
    if (shapes.some((shape) => shape(u, v) <= 0)) inside += 1;
  }
  return inside / (FINE * FINE);
}

/** The ring, the handle and the star of mark.svg. */
function shapesOf(svg: string): Shape[] {
  const number = (name: string) => Number(new RegExp(`${name}="([^"]+)"`).exec(svg)?.[1]);
  const [cx, cy, r] = [number("cx"), number("cy"), number("r")];
  const [handle, star] = [...svg.matchAll(/ d="([^"]+)"/g)].map((found) => corners(found[1] ?? ""));
  if (!cx || !cy || !r || !handle?.[1] || !star?.[9]) {
    throw new Error("mark.svg: expected a circle, a line and a star; draw the icon anew");
  }
  const [from, to] = handle as [Point, Point];
  return [
    (x, y) => Math.abs(Math.hypot(x - cx, y - cy) - r) - 1,
    (x, y) => toLine([x, y], from, to) - 1,
    (x, y) => (within([x, y], star) ? -1 : 1),
  ];
}

/** The points of a path that starts with one place and goes on by steps. */
function corners(path: string): Point[] {
  const numbers = (path.match(/-?(?:\d+\.\d+|\.\d+|\d+)/g) ?? []).map(Number);
  const points: Point[] = [];
  for (let n = 0; n + 1 < numbers.length; n += 2) {
    const [px, py] = points.at(-1) ?? [0, 0];
    points.push([px + numbers[n]!, py + numbers[n + 1]!]);
  }
  return points;
}

function toLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function within([x, y]: Point, corner: Point[]): boolean {
  let inside = false;
  corner.forEach(([ax, ay], n) => {
    const [bx, by] = corner.at(n - 1)!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

function png(size: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [part("IHDR", head), part("IDAT", deflateSync(rows, { level: 9 }))];
  return Buffer.concat([magic, ...parts, part("IEND", Buffer.alloc(0))]);
}

function part(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
