/** From strokes to a trimmed PNG on white: what the paper prints (签名笔迹). */

import type { PointGroup } from "signature_pad";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const MARGIN = 12;

/** The smallest box around all strokes, with a margin, inside the canvas; null without any. */
export function inkBox(strokes: readonly PointGroup[], width: number, height: number): Box | null {
  const points = strokes.flatMap((stroke) => stroke.points);
  if (points.length === 0) return null;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.max(0, Math.floor(Math.min(...xs)) - MARGIN);
  const y = Math.max(0, Math.floor(Math.min(...ys)) - MARGIN);
  const right = Math.min(width, Math.ceil(Math.max(...xs)) + MARGIN);
  const bottom = Math.min(height, Math.ceil(Math.max(...ys)) + MARGIN);
  return { x, y, width: right - x, height: bottom - y };
}

/** A dot or a slip of the finger is no signature. */
export function isInk(strokes: readonly PointGroup[]): boolean {
  const points = strokes.reduce((sum, stroke) => sum + stroke.points.length, 0);
  const box = inkBox(strokes, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  return points >= 8 && box !== null && box.width + box.height > 4 * MARGIN + 24;
}

/** Cut the box out of the canvas; `ratio` is canvas pixels per CSS pixel. */
export async function inkPng(canvas: HTMLCanvasElement, box: Box, ratio: number): Promise<Blob> {
  const out = document.createElement("canvas");
  out.width = Math.round(box.width * ratio);
  out.height = Math.round(box.height * ratio);
  const brush = out.getContext("2d");
  if (!brush) throw new Error("expected a 2d canvas, came none; restart the app");
  brush.fillStyle = "#ffffff";
  brush.fillRect(0, 0, out.width, out.height);
  brush.drawImage(
    canvas, box.x * ratio, box.y * ratio, out.width, out.height, 0, 0, out.width, out.height,
  );
  const blob = await new Promise<Blob | null>((done) => out.toBlob(done, "image/png"));
  if (!blob) throw new Error("expected a picture of the signature, came none; sign again");
  return blob;
}
