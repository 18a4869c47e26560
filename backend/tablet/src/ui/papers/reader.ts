/** Reading QR codes from a camera picture (扫码): the browser's reader, else our own. */

export type Look = (video: HTMLVideoElement) => Promise<string[]>;

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

const WIDEST = 800; // enough for a code that fills the picture, and quick on a slow tablet

/** The reader this browser has. */
export async function reader(): Promise<Look> {
  const Built = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const formats = Built ? await Built.getSupportedFormats().catch(() => []) : [];
  if (Built && formats.includes("qr_code")) {
    const detector = new Built({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video)).map((one) => one.rawValue);
  }
  return ownReader();
}

async function ownReader(): Promise<Look> {
  const { default: read } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    if (!brush || !video.videoWidth) return [];
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    brush.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    const found = read(data, canvas.width, canvas.height, { inversionAttempts: "dontInvert" });
    return found ? [found.data] : [];
  };
}
