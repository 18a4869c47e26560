/** A colleague's operations as a file (汇合文件): text, so that every way of sharing takes it. */

const HEAD = "XINGJIAN-JOIN-1";
const LINE = 76;

/** The file's text: a head line, then base64 in lines. */
export function joinText(payload: Uint8Array): string {
  let binary = "";
  for (const byte of payload) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [HEAD, ...lines, ""].join("\n");
}

/** The payload of such a text; null for any other file. */
export function joinPayload(text: string): Uint8Array | null {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  if (head?.trim() !== HEAD) return null;
  try {
    return Uint8Array.from(atob(lines.join("")), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** A name that says which home and when: 汇合-松江晚晴养老院-1023.txt. */
export function joinName(site: string, clock: string): string {
  const plain = site.replace(/[\\/:*?"<>|\s（）()]+/g, "").slice(0, 20);
  return `汇合-${plain}-${clock.replace(":", "")}.txt`;
}
