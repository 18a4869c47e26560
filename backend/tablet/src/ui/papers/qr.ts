/** A QR code as one path (二维码): crisp at every size, drawn once per frame. */

import { encode } from "uqr";

export interface QrPath {
  /** Modules along one side, the quiet zone included. */
  size: number;
  path: string;
}

const QUIET = 4; // modules, as the standard asks

export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: "L", border: QUIET });
  const runs = data.flatMap((row, y) => runsOf(row).map(([x, n]) => `M${x} ${y}h${n}v1h-${n}z`));
  return { size, path: runs.join("") };
}

/** Dark runs of a row: where each begins, and its length. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
