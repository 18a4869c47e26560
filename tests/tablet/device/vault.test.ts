/** A box opens only where it was put, and one damaged box stops nobody. */

import { Damaged, newDataKey, openVault } from "../../../backend/tablet/src/device/vault";

const ROW = { note: "二层东侧走廊地面积水（合成数据）" };

it("gives back what was put in, behind twelve bytes that are never the same", async () => {
  const vault = await openVault(newDataKey());
  const [one, other] = [await vault.box("journal", "a", ROW), await vault.box("journal", "a", ROW)];
  expect(await vault.unbox("journal", "a", one)).toEqual(ROW);
  expect(one.subarray(0, 12)).not.toEqual(other.subarray(0, 12));
  expect(new TextDecoder().decode(one)).not.toContain("走廊");
});

it.each([
  ["another row", "journal", "b"],
  ["another table", "told", "a"],
])("does not open at %s", async (_where, table, id) => {
  const vault = await openVault(newDataKey());
  const box = await vault.box("journal", "a", ROW);
  await expect(vault.unbox(table, id, box)).rejects.toThrow(Damaged);
});

it("does not open with another tablet's key", async () => {
  const box = await (await openVault(newDataKey())).box("journal", "a", ROW);
  await expect((await openVault(newDataKey())).unbox("journal", "a", box)).rejects.toThrow(Damaged);
});

it("opens a thousand rows around one that is damaged, and names that one", async () => {
  const vault = await openVault(newDataKey());
  const ids = Array.from({ length: 1000 }, (_, n) => `row-${n}`);
  const rows = await Promise.all(
    ids.map(async (id, n) => ({ id, box: await vault.box("journal", id, { n }) })),
  );
  rows[500]!.box[20]! ^= 1;
  const opened = await vault.unboxAll<{ n: number }>("journal", rows);
  expect(opened.size).toBe(999);
  expect(opened.get("row-999")).toEqual({ n: 999 });
  expect([...vault.damaged]).toEqual(["journal row-500"]);
});
