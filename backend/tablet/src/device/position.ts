/** Where the tablet is (定位): asked beside the work, never waited for longer than it takes. */

import type { Position } from "../core/types";

const TIMEOUT_MS = 5_000;
const FRESH_MS = 30_000;

/** Some platforms say that a place was put in by another app. */
interface Mockable {
  mocked?: boolean;
}

/** The place with its accuracy in metres; null when it is not known within 5 s, or not allowed.
 *
 * Asked once when the camera is opened, the second asking gets the fresh place at once.
 */
export function position(): Promise<Position | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      (found) => resolve(asPosition(found)),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: FRESH_MS },
    );
  });
}

/** Decimal text, as numbers of the field travel. */
export function asPosition(found: Pick<GeolocationPosition, "coords"> & Mockable): Position {
  const { latitude, longitude, accuracy } = found.coords;
  const mock = found.mocked ?? (found.coords as Mockable).mocked;
  return {
    lat: latitude.toFixed(6),
    lon: longitude.toFixed(6),
    ...(Number.isFinite(accuracy) ? { accuracy: String(Math.ceil(accuracy)) } : {}),
    ...(mock === undefined ? {} : { mock }),
  };
}
