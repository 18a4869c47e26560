/** Places to blur on a photo (遮挡区域): from the finger on the screen to pixels of the photo. */

/** x, y, width, height in pixels of the original. */
export type Region = [number, number, number, number];

export interface Point {
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}

const LEAST = 12;

/** The region between two points of the picture as shown, whole pixels inside the photo. */
export function regionOf(from: Point, to: Point, shown: Size, photo: Size): Region | null {
  const [left, right] = span(from.x, to.x, shown.width, photo.width);
  const [top, bottom] = span(from.y, to.y, shown.height, photo.height);
  if (right - left < LEAST || bottom - top < LEAST) return null;
  return [left, top, right - left, bottom - top];
}

function span(one: number, other: number, shown: number, photo: number): [number, number] {
  const scaled = [one, other]
    .map((at) => (Math.min(Math.max(at, 0), shown) / shown) * photo)
    .sort((a, b) => a - b);
  return [Math.floor(scaled[0] ?? 0), Math.min(photo, Math.ceil(scaled[1] ?? 0))];
}

/** Where a region lies on the picture as shown, in percent, for the outline. */
export function placeOf(region: readonly number[], photo: Size): { [side: string]: string } {
  const [x = 0, y = 0, width = 0, height = 0] = region;
  const part = (value: number, whole: number) => `${((value / whole) * 100).toFixed(3)}%`;
  return {
    left: part(x, photo.width), top: part(y, photo.height),
    width: part(width, photo.width), height: part(height, photo.height),
  };
}
