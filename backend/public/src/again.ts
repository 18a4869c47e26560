// Running a draw again (重新计算): one page without imports that also works when it was saved.
// The same script is its own worker.

import { inLog } from "./again/log";
import { failure, verdict } from "./again/page";
import { done, serve } from "./again/worker";
import { say, type Word } from "./again/words";
import type { Given } from "./draw/work";
import { Log, type Known } from "./verify/online";
import { isProof, readProof, type Proof } from "./verify/proof";
import type { Language } from "./verify/words";

const LARGEST_PROOF = 256 * 1024;

type Of = Known & { draw?: { id: string; title: string } };

function start(script: string): void {
  const known = JSON.parse(place("log").textContent ?? "{}") as Of;
  const language: Language = navigator.language.startsWith("zh") ? "zh" : "en";
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const word of ["title", "lead", "again", "choose", "save"] satisfies Word[]) {
    place(word).textContent = say(word, language);
  }
  document.title = `${say("title", language)} · 星鉴`;
  place("key").textContent = known.key;
  place("draw").textContent = known.draw?.title ?? "";
  place("which").hidden = !known.draw;
  const run = new Run(script, new Log(known), language);
  const input = place("files") as HTMLInputElement;
  input.addEventListener("change", () => void run.chosen([...(input.files ?? [])]));
  place("again").addEventListener("click", () => void run.fetched(known.draw?.id ?? ""));
  listenForDrops((files) => void run.chosen(files));
}

class Run {
  constructor(
    private readonly script: string,
    private readonly log: Log,
    private readonly language: Language,
  ) {}

  async chosen(files: File[]): Promise<void> {
    this.step(say("reading", this.language));
    const proofs = new Map<string, Proof>();
    const given: Given[] = [];
    for (const file of files) {
      const data = await file.arrayBuffer();
      const text = data.byteLength <= LARGEST_PROOF ? new TextDecoder().decode(data) : "";
      const proof = isProof(text) ? readable(text) : null;
      if (proof) proofs.set(proof.document, proof);
      else if (!isProof(text)) given.push({ name: file.name, data });
    }
    await this.run(given, proofs);
  }

  async fetched(draw: string): Promise<void> {
    this.step(say("reading", this.language));
    const given: Given[] = [];
    for (const name of ["bundle.json", "public-before.json"]) {
      const data = await this.log.file(`draws/${draw}/${name}`).catch(() => null);
      if (data) given.push({ name, data: data.buffer });
    }
    if (given.length > 0) await this.run(given, new Map());
    else this.show(failure("gone", "", this.language));
  }

  private async run(given: Given[], proofs: Map<string, Proof>): Promise<void> {
    const began = performance.now();
    try {
      const outcome = await done(this.script, given, (count, all) => this.progress(count, all));
      const found = verdict(outcome, (performance.now() - began) / 1000, this.language);
      this.show(found);
      if (!("about" in outcome)) return;
      const opened = outcome.kind === "verified";
      this.show(found, ...(await inLog(outcome.about, opened, this.log, proofs, this.language)));
    } catch (fault) {
      this.show(failure("broken", String(fault), this.language));
    }
  }

  private progress(count: number, all: number): void {
    const bar = place("progress") as HTMLProgressElement;
    [bar.max, bar.value] = [all, count];
    this.step(`${say("counting", this.language)} ${count.toLocaleString("en")} / ${all.toLocaleString("en")}`);
  }

  private step(words: string): void {
    place("busy").hidden = false;
    place("step").textContent = words;
  }

  private show(...sections: HTMLElement[]): void {
    place("busy").hidden = true;
    place("results").replaceChildren(...sections);
  }
}

function readable(text: string): Proof | null {
  try {
    return readProof(text);
  } catch {
    return null;
  }
}

function listenForDrops(take: (files: File[]) => void): void {
  const over = (event: DragEvent) => event.preventDefault();
  document.addEventListener("dragover", over);
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

function place(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

if (typeof document === "undefined") serve(self as unknown as DedicatedWorkerGlobalScope);
else start(document.currentScript?.textContent ?? "");
