/** Rows that do not open are named once, told at once, and whole again when written anew. */

import { newDataKey, openVault } from "../../../backend/tablet/src/device/vault";
import { explained } from "../../../backend/tablet/src/ui/parts/problem";
import { truth } from "../../../backend/tablet/src/ui/parts/truth";
import { QUIET } from "../../../backend/tablet/src/app/session/state";

const ROW = { note: "夜间值班记录缺两页（合成数据）" };

it("is told once for a row, however often it is asked for", async () => {
  const vault = await openVault(newDataKey());
  let told = 0;
  vault.onDamaged = () => (told += 1);
  const box = await vault.box("told", "a", ROW);
  box[20]! ^= 1;
  for (let times = 0; times < 3; times += 1) {
    await expect(vault.unbox("told", "a", box)).rejects.toThrow();
  }
  expect(told).toBe(1);
});

it("is whole again when the server told it anew", async () => {
  const vault = await openVault(newDataKey());
  vault.name("told a");
  const box = await vault.box("told", "a", ROW);
  expect([...vault.damaged]).toEqual([]);
  expect(await vault.unbox("told", "a", box)).toEqual(ROW);
});

it("is explained where it was asked for, with what to do", async () => {
  const vault = await openVault(newDataKey());
  const fault: unknown = await vault.open("visits", "a", new Uint8Array(40)).catch((one) => one);
  expect(explained(fault)).toMatchObject({ code: "damaged", unknown: false });
  expect(explained(fault).act).toContain("导出记录文件");
});

it("stands in the bar of every screen before anything else", () => {
  const now = new Date();
  const damaged = ["journal a", "bundles b"];
  expect(truth({ ...QUIET, damaged, operationsWaiting: 3 }, now).waits).toMatchObject({
    tone: "late",
    words: "打不开 2",
  });
});
