/** Photos whose bytes are lost: offered only where trying again cannot help. */

import type { PhotoRow } from "../../../backend/tablet/src/core/ports";
import type { EvidenceRecord } from "../../../backend/tablet/src/core/types";
import { missingOf, waiverBody } from "../../../backend/tablet/src/ui/papers/waiving";
import { scene } from "./scene";
import { SECOND, VISIT } from "../core/make";

const taken = (id: string, more: Partial<EvidenceRecord> = {}): EvidenceRecord => ({
  op: `op-${id}`, id, item: null, officer: "o", sha256: id, length: 3, media_type: "image/jpeg",
  kind: "photo", captured_at: "2026-03-02T09:00:00+08:00", position: null, person_visible: false,
  regions: [], caption: "", removed: null, waived: null, ...more,
});
const row = (id: string, trouble: string, uploaded = false): PhotoRow => ({
  id, visit: VISIT, sha256: id, length: 3, mediaType: "image/jpeg", uploaded, trouble,
});
const ids = (list: EvidenceRecord[]) => list.map((one) => one.id);

test("a photo on a bad line is not lost; a broken one is; a colleague's is elsewhere", () => {
  const all = ["waits", "cut", "broken", "gone", "up", "theirs"].map((id) => taken(id));
  const { lost, elsewhere } = missingOf(all, [
    row("waits", ""), row("cut", "offline"), row("broken", "upload-hash-differs"),
    row("gone", "bytes-missing"), row("up", "", true),
  ]);
  expect(ids(lost)).toEqual(["broken", "gone"]);
  expect(ids(elsewhere)).toEqual(["theirs"]);
});

test("what was taken back or waived is missed no more", () => {
  const all = [taken("a", { removed: "拍错" }), taken("b", { waived: "平板进水" })];
  expect(missingOf(all, [row("a", "bytes-missing"), row("b", "bytes-missing")])).toEqual({
    lost: [], elsewhere: [],
  });
});

test("two officers let a photo go, even after the lock was stated here", async () => {
  const { desk } = await scene();
  const photo = { id: "p9", sha256: "a".repeat(64), length: 3, media_type: "image/jpeg" };
  const about = { kind: "photo", captured_at: "2026-03-02T09:00:00+08:00" };
  await desk.write("evidence.add", { ...photo, ...about });
  await desk.write("visit.lock", { operations: 1, answers_digest: "0", evidence: [] });
  expect(desk.closed.value).toBe(true);
  await desk.write("evidence.waive", waiverBody("p9", " 平板进水（合成） ", SECOND, "proof"));
  expect(desk.state.value.evidence.get("p9")?.waived).toBe("平板进水（合成）");
});
