// The public verifier (用文件核验): one page without imports that also works when it was saved.

import { digestOf } from "./verify/check";
import { Fault } from "./verify/fault";
import { Log, type Known } from "./verify/online";
import { drawn } from "./verify/page";
import { isProof, readProof, type Proof } from "./verify/proof";
import { say, type Language, type Word } from "./verify/words";

const LARGEST_PROOF = 256 * 1024;
const known = JSON.parse(place("log").textContent ?? "{}") as Known;
const log = new Log(known);
const language: Language = navigator.language.startsWith("zh") ? "zh" : "en";

async function checkAll(files: File[]): Promise<void> {
  const results = place("results");
  results.replaceChildren(say("checking", language));
  const proofs = new Map<string, Proof>();
  const documents: [string, string][] = [];
  const drawings: HTMLElement[] = [];
  for (const file of files) {
    const data = new Uint8Array(await file.arrayBuffer());
    const text = data.length <= LARGEST_PROOF ? new TextDecoder().decode(data) : "";
    if (!isProof(text)) documents.push([file.name, await digestOf(data)]);
    else keep(proofs, file.name, text, drawings);
  }
  const lonely = documents.length === 0 && proofs.size > 0;
  if (lonely) drawings.push(drawn({ file: files[0]?.name ?? "", digest: "", kind: "lonely" }, language));
  for (const [name, digest] of documents) {
    const proof = proofs.get(digest) ?? (documents.length === 1 ? [...proofs.values()][0] : undefined);
    drawings.push(drawn(await log.check(name, digest, proof), language));
  }
  results.replaceChildren(...drawings);
}

function keep(proofs: Map<string, Proof>, file: string, text: string, shown: HTMLElement[]): void {
  try {
    const proof = readProof(text);
    proofs.set(proof.document, proof);
  } catch (error) {
    const code = error instanceof Fault ? error.code : String(error);
    shown.push(drawn({ file, digest: "", kind: "bad", code }, language));
  }
}

function place(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

function start(): void {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const word of ["title", "lead", "choose", "save"] satisfies Word[]) {
    place(word).textContent = say(word, language);
  }
  document.title = `${say("title", language)} · 星鉴`;
  place("key").textContent = known.key;
  const input = place("files") as HTMLInputElement;
  input.addEventListener("change", () => void checkAll([...(input.files ?? [])]));
}

start();
