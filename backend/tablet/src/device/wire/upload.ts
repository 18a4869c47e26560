/** Photo bytes by tus (断点续传): begun once, gone on after every cut from where the server is. */

import { type DetailedError, Upload } from "tus-js-client";

import { LineFault, type PhotoRow } from "../../core/ports";
import { plain } from "../bytes";
import type { Tokens } from "../tokens";
import { again, isCut, tusFault } from "./cuts";
import type { Http } from "./http";
import { Pace } from "./pace";

const ADDRESS = "/api/v1/uploads/";
const VERSION = { "Tus-Resumable": "1.0.0" };
// Not at once: the server is still storing what came before the cut. Begins anew after each piece
// that went through.
const PAUSES_MS = [500, 1000, 3000, 5000];
const STALLED_MS = 60_000;
const GONE = new Set([404, 410]);

/** Where the upload of a photo was begun; kept over a restart. */
export interface Places {
  placeOf(id: string): string;
  setPlace(id: string, place: string): Promise<void>;
}

export interface Wire {
  http: Http;
  tokens: Tokens;
  device: string;
  places: Places;
}

/** All bytes; resolves when the server has them. Throws LineFault. */
export async function upload(
  wire: Wire,
  photo: PhotoRow,
  bytes: Uint8Array,
  progress: (sent: number) => void,
): Promise<void> {
  const begun = wire.places.placeOf(photo.id);
  if (begun) {
    try {
      return await send(wire, begun, bytes, progress);
    } catch (error) {
      if (!isGone(error)) throw error;
      await wire.places.setPlace(photo.id, "");
    }
  }
  const place = await create(wire, photo);
  if (place === null) return progress(photo.length);
  await wire.places.setPlace(photo.id, place);
  await send(wire, place, bytes, progress);
}

const isGone = (error: unknown): boolean =>
  error instanceof LineFault && "status" in error && GONE.has(Number(error.status));

/** The path to send to; null when the server has these bytes already. */
function create(wire: Wire, photo: PhotoRow): Promise<string | null> {
  const headers = {
    ...VERSION,
    "Xingjian-Device": wire.device,
    "Upload-Length": String(photo.length),
    "Upload-Metadata": `evidence ${btoa(photo.id)}`,
  };
  return wire.tokens.with((bearer) =>
    wire.http.ask(ADDRESS, { method: "POST", headers: { ...headers, ...bearer } }, (answer) => {
      const where = answer.headers.get("Location");
      if (!where) throw new LineFault("server", "answer-unreadable", "expected Location, came none");
      const whole = Number(answer.headers.get("Upload-Offset") ?? 0) === photo.length;
      return whole ? null : new URL(where, "http://place").pathname;
    }),
  );
}

/** One pace for a line: what one photo learns of it holds for the next. */
const PACES = new WeakMap<Wire, Pace>();

function paceOf(wire: Wire): Pace {
  const pace = PACES.get(wire) ?? new Pace();
  PACES.set(wire, pace);
  return pace;
}

function send(
  wire: Wire,
  place: string,
  bytes: Uint8Array,
  progress: (sent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let doubted = false;
    const pace = paceOf(wire);
    const upload = new Upload(new Blob([plain(bytes)]), {
      uploadUrl: place,
      headers: { "Xingjian-Device": wire.device },
      retryDelays: PAUSES_MS,
      chunkSize: pace.size,
      storeFingerprintForResuming: false,
      onBeforeRequest: async (request) => {
        request.setHeader("Authorization", `Bearer ${await wire.tokens.access()}`);
      },
      onShouldRetry: (error) => {
        const fault = tusFault(error as DetailedError);
        if (fault.kind === "login" && !doubted && !(error as DetailedError).causingError) {
          doubted = true;
          wire.tokens.doubt();
          return true;
        }
        if (isCut(fault)) pace.cut();
        upload.options.chunkSize = pace.size;
        return again(fault);
      },
      onChunkComplete: () => {
        pace.passed();
        upload.options.chunkSize = pace.size;
      },
      onProgress: (sent) => {
        clearTimeout(stalled);
        stalled = setTimeout(stop, STALLED_MS);
        progress(sent);
      },
      onError: (error) => {
        clearTimeout(stalled);
        reject(tusFault(error as DetailedError));
      },
      onSuccess: () => {
        clearTimeout(stalled);
        resolve();
      },
    });
    const stop = () => {
      void upload.abort();
      reject(new LineFault("offline", "timeout", "no byte went through for a minute"));
    };
    let stalled = setTimeout(stop, STALLED_MS);
    upload.start();
  });
}
