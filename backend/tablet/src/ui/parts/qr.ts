/** Reads QR codes from a running camera: the browser's own detector, else jsqr in a lazy chunk. */

interface Found {
  rawValue: string;
}
interface Detector {
  detect(source: HTMLVideoElement): Promise<Found[]>;
}
declare global {
  interface Window {
    BarcodeDetector?: {
      new (options: { formats: string[] }): Detector;
      getSupportedFormats(): Promise<string[]>;
    };
  }
}

export type Read = (video: HTMLVideoElement) => Promise<string | null>;
const LONGEST_SIDE = 800; // enough for a code that fills a third of the picture

async function ownReader(): Promise<Read | null> {
  const Own = window.BarcodeDetector;
  const formats = await Own?.getSupportedFormats().catch((): string[] => []);
  if (!Own || !formats?.includes("qr_code")) return null;
  const detector = new Own({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function lazyReader(): Promise<Read> {
  const { default: jsQR } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (!pen || !canvas.width || !canvas.height) return null;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const found = jsQR(data, canvas.width, canvas.height, { inversionAttempts: "dontInvert" });
    return found?.data ?? null;
  };
}

/** The best reader this tablet has. */
export async function qrReader(): Promise<Read> {
  return (await ownReader()) ?? (await lazyReader());
}
