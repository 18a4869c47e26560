/** What the tablet says of its sync is true. */

import { QUIET } from "../../../backend/tablet/src/app/session/state";
import type { SyncStatus } from "../../../backend/tablet/src/app/session.types";
import { truth } from "../../../backend/tablet/src/ui/parts/truth";
import { versions } from "../../../backend/tablet/src/ui/sync/deeds";
import { headline, nextTry, why } from "../../../backend/tablet/src/ui/sync/headline";
import { disputedPair } from "../stand-in/people";

const NOW = new Date("2026-11-23T04:00:00Z");
const status = (part: Partial<SyncStatus>): SyncStatus => ({
  ...QUIET, lastSeq: 20, lastContact: "2026-11-23T11:30:00+08:00", ...part,
});
const WAITS = { operationsWaiting: 3, photosWaiting: 2, bytesWaiting: 4_300_000, synced: false };

test("all is said to be confirmed only when every record and every photo is", () => {
  expect(headline(status({}), NOW).title).toBe("本机全部记录和照片已由服务器确认");
  const photo = { photosWaiting: 1, bytesWaiting: 10, synced: false };
  expect(headline(status(photo), NOW).title).toBe("1 张照片（10 B）尚未得到服务器确认");
  expect(truth(status(photo), NOW).confirmed.words).toBe("已确认 20");
  expect(truth(status({}), NOW).confirmed.words).toBe("全部确认 11:30");
});

test("a tablet that never reached the server does not claim anything was confirmed", () => {
  expect(truth(status({ lastContact: null }), NOW).confirmed.words).not.toContain("全部");
});

test("saved here is confirmed plus waiting", () => {
  const told = truth(status(WAITS), NOW);
  expect([told.saved, told.waits.words, told.confirmed.words]).toEqual([
    "本机已存 20", "待传 3＋照片 2", "已确认 17",
  ]);
});

test("what needs the inspector is said before what is being sent", () => {
  const busy = { ...WAITS, doing: "sending" as const, done: 1, total: 3 };
  expect(truth(status(busy), NOW).waits.words).toBe("上传 1/3");
  const told = truth(status({ ...busy, disputed: disputedPair() }), NOW);
  expect(told.waits).toMatchObject({ tone: "late", words: "待处理 2" });
});

test("what the inspector is done with is neither waiting nor called confirmed", () => {
  const [done] = disputedPair();
  const rest = status({ operationsWaiting: 1, synced: false, handled: done ? [done] : [] });
  expect(headline(rest, NOW).title).toBe("除 1 条已处理的以外，全部记录和照片已由服务器确认");
  const told = truth(rest, NOW);
  expect([told.waits.words, told.confirmed.words]).toEqual(["无待传", "已确认 19"]);
});

test("no bar without a number while the total is not known", () => {
  const told = truth(status({ ...WAITS, doing: "sending", done: 0, total: 0 }), NOW);
  expect(told.waits.words).toBe("待传 3＋照片 2");
});

test("why it waits and when it is tried again are always said", () => {
  expect(why(status({ ...WAITS, online: false }))).toBe("没有网络");
  expect(why(status({ ...WAITS, trouble: { code: "busy", words: "?" } }))).toBe("服务器繁忙");
  expect(why(status({ ...WAITS, trouble: { code: "new-code", words: "新的原因" } }))).toBe("新的原因");
  expect(nextTry(status({ ...WAITS, online: false }), NOW.getTime())).toBe("网络恢复后立即尝试");
  const next = { ...WAITS, nextTry: "2026-11-23T12:00:48+08:00" };
  expect(nextTry(status(next), NOW.getTime())).toBe("12:00（48 秒后）");
});

test("both versions of a dispute stand side by side, without what only machines need", () => {
  const [moved, refused] = disputedPair();
  if (!moved || !refused) throw new Error("expected two disputes");
  const both = versions(moved, undefined, NOW);
  expect(both.find(({ term }) => term === "期限天数")).toEqual({
    term: "期限天数", mine: "15", theirs: "10",
  });
  expect(both.map(({ term }) => term)).not.toContain("op");
  expect(versions(refused, undefined, NOW).every(({ theirs }) => theirs === null)).toBe(true);
});
