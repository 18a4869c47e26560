/** Packing text with gzip, and unpacking it without letting it grow past a limit. */

const MOST = 16 * 1024 * 1024;

export async function packed(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The text; throws RangeError where it grows past the limit, TypeError where it is no gzip. */
export async function unpacked(bytes: Uint8Array, most = MOST): Promise<string> {
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream("gzip")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError(`expected at most ${most} bytes unpacked`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
