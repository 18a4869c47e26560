// The public verifier (用文件核验): one page without imports that also works when it was saved.

import { digestOf, fetchProof, prove, proveOnline, type Proven } from "./verify/check";
import type { Bytes } from "./verify/bytes";
import { Fault } from "./verify/fault";
import { readKey, type Key } from "./verify/note";
import { drawn, type Outcome } from "./verify/page";
import { isProof, readProof, type Proof } from "./verify/proof";
import { say, type Language, type Word } from "./verify/words";

const LARGEST_PROOF = 256 * 1024;
const known = JSON.parse(place("log").textContent ?? "{}") as { address: string; key: string };
const address = location.protocol.startsWith("http") ? location.origin : known.address;
const language: Language = navigator.language.startsWith("zh") ? "zh" : "en";

class Unreachable extends Error {}

async function fromLog(path: string): Promise<Bytes | null> {
  let answer: Response;
  try {
    answer = await fetch(`${address}/log/${path}`);
  } catch {
    throw new Unreachable();
  }
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Unreachable();
  return new Uint8Array(await answer.arrayBuffer());
}

async function proven(digest: string, given: Proof | undefined, key: Key): Promise<Proven | null> {
  try {
    const proof = given ?? (await fetchProof(digest, fromLog));
    return proof && (await proveOnline(proof, digest, key, fromLog));
  } catch (error) {
    if (given && error instanceof Unreachable) return prove(given, digest, key);
    throw error;
  }
}

async function check(file: string, digest: string, proof?: Proof): Promise<Outcome> {
  try {
    const found = await proven(digest, proof, await readKey(known.key));
    if (!found) return { file, digest, kind: "none" };
    return { file, digest, kind: found.withdrawn ? "withdrawn" : "good", proven: found };
  } catch (error) {
    if (error instanceof Unreachable) return { file, digest, kind: "offline" };
    return { file, digest, kind: "bad", code: error instanceof Fault ? error.code : String(error) };
  }
}

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
    drawings.push(drawn(await check(name, digest, proof), language));
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
