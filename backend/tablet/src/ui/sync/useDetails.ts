/** What the sync page reads from the store each time the status moves (同步明细). */

import { shallowRef, watch } from "vue";

import type { Session } from "../../app/session.types";
import type { PhotoRow, Standing, Waiting } from "../../core/ports";
import { said } from "../words";
import type { Names } from "./deeds";

export interface Details {
  standing: Standing | null;
  /** Waiting without an answer yet: not held, not disputed. */
  queue: Waiting[];
  photos: PhotoRow[];
  names: Map<string, Names>;
}

async function namesOf(session: Session, visit: string): Promise<Names> {
  const brief = session.visits.value.find((line) => line.brief.id === visit)?.brief;
  const names: Names = {
    site: brief?.site?.name ?? "",
    items: new Map(),
    officers: new Map((brief?.officers ?? []).map(({ id, name }) => [id, name])),
  };
  const kept = await session.package(visit).catch(() => null);
  for (const chapter of kept?.bundle.chapters ?? []) {
    for (const item of chapter.items) names.items.set(item.id, said(item.title));
  }
  return names;
}

/** Details that follow the status; `names` is kept over the reads. */
export function useDetails(session: Session) {
  const names = new Map<string, Names>();
  const details = shallowRef<Details>({ standing: null, queue: [], photos: [], names });
  let reading = false;

  async function read(): Promise<void> {
    if (reading || session.phase.value !== "open") return;
    reading = true;
    try {
      const { store } = session;
      const [standing, waiting, photos] = await Promise.all([
        store.standing(),
        store.waiting(),
        store.photos({ uploaded: false }),
      ]);
      const { disputed, handled, held } = session.sync.value;
      const visits = new Set([
        ...[...waiting, ...disputed, ...handled, ...held].map((one) => one.operation.visit),
        ...photos.map((photo) => photo.visit),
      ]);
      for (const visit of visits) {
        if (!names.has(visit)) names.set(visit, await namesOf(session, visit));
      }
      details.value = { standing, queue: waiting.filter((one) => !one.receipt), photos, names };
    } finally {
      reading = false;
    }
  }

  watch(session.sync, () => void read(), { immediate: true });
  return details;
}
