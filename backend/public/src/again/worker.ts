// A worker made of this page's own script, so that the page stays usable while it counts.

import { work, type Given, type Outcome, type Report } from "../draw/work";

type Message = { done: number; all: number } | { outcome: Outcome } | { broken: string };

/** In the worker: wait for files. */
export function serve(scope: DedicatedWorkerGlobalScope): void {
  const post = (message: Message) => scope.postMessage(message);
  scope.onmessage = (event: MessageEvent<Given[]>) => {
    work(event.data, (done, all) => post({ done, all }))
      .then((outcome) => post({ outcome }))
      .catch((fault: unknown) => post({ broken: String(fault) }));
  };
}

/** In the page: have it done; throws what broke. */
export async function done(script: string, files: Given[], report: Report): Promise<Outcome> {
  const worker = started(script);
  if (!worker) return work(files, report);
  try {
    return await new Promise<Outcome>((settle, fail) => {
      worker.onmessage = ({ data }: MessageEvent<Message>) => {
        if ("outcome" in data) settle(data.outcome);
        else if ("broken" in data) fail(new Error(data.broken));
        else report(data.done, data.all);
      };
      worker.onerror = (event) => fail(new Error(event.message));
      worker.postMessage(files, files.map((file) => file.data));
    });
  } finally {
    worker.terminate();
  }
}

/** None where the browser allows no worker: then the page does it itself, in parts. */
function started(script: string): Worker | null {
  try {
    return new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  } catch {
    return null;
  }
}
