// The browser's verifier reads what the server writes, and finds what was changed.

import { fromBase64, utf8, type Bytes } from "../../../backend/public/src/verify/bytes";
import { digestOf, prove, proveOnline } from "../../../backend/public/src/verify/check";
import { openCheckpoint, readKey } from "../../../backend/public/src/verify/note";
import { readProof } from "../../../backend/public/src/verify/proof";
import { tilePath } from "../../../backend/public/src/verify/tiles";
import vectors from "../vectors/log.json";

const documents: Record<string, string> = vectors.documents;
const proofs: Record<string, string> = vectors.proofs;
const tiles: Record<string, string> = vectors.tiles;
const numbers = Object.keys(documents);

async function fromVectors(path: string): Promise<Bytes | null> {
  if (path === "checkpoint") return utf8(vectors.note);
  const tile = tiles[path];
  return tile === undefined ? null : fromBase64(tile);
}

async function outcome(data: Bytes, proof: string): Promise<string> {
  const key = await readKey(vectors.key);
  try {
    const found = await prove(readProof(proof), await digestOf(data), key);
    return found.proof.subject.label;
  } catch (error) {
    return `refused: ${String(error)}`;
  }
}

test.each(numbers)("entry %s holds by its proof file alone", async (number) => {
  const found = await outcome(utf8(documents[number] ?? ""), proofs[number] ?? "");
  expect(found).toBe(`“合成”养老院 ${number}/二\\部`);
});

test.each(numbers)("entry %s holds by a path computed from the tiles", async (number) => {
  const key = await readKey(vectors.key);
  const digest = await digestOf(utf8(documents[number] ?? ""));
  const found = await proveOnline(readProof(proofs[number] ?? ""), digest, key, fromVectors);
  expect([found.fresh, found.checkpoint.size, found.withdrawn]).toEqual([true, 600, null]);
});

test("a partial tile that is gone is cut from the full one", async () => {
  const key = await readKey(vectors.key);
  const digest = await digestOf(utf8(documents["599"] ?? ""));
  const partial = "tile/0/002.p/88";
  const fetch = async (path: string) =>
    path === partial ? null : fromVectors(path === "tile/0/002" ? partial : path);
  const found = await proveOnline(readProof(proofs["599"] ?? ""), digest, key, fetch);
  expect(found.fresh).toBe(true);
});

test("every changed character of a proof is refused", async () => {
  const [data, proof] = [utf8(documents["256"] ?? ""), proofs["256"] ?? ""];
  for (let at = 0; at < proof.length; at += 1) {
    const other = proof[at] === "A" ? "B" : "A";
    const wrong = proof.slice(0, at) + other + proof.slice(at + 1);
    expect(await outcome(data, wrong), `at ${at}`).toMatch(/^refused/);
  }
});

test("a changed document, a changed tile and a foreign key are refused", async () => {
  expect(await outcome(utf8("合成文件 0 号"), proofs["0"] ?? "")).toMatch("document-differs");
  const key = await readKey(vectors.key);
  const digest = await digestOf(utf8(documents["0"] ?? ""));
  const broken = async (path: string) => {
    const data = await fromVectors(path);
    return path.startsWith("tile/0/000") && data ? data.map((byte) => byte ^ 1) : data;
  };
  const online = proveOnline(readProof(proofs["0"] ?? ""), digest, key, broken);
  await expect(online).rejects.toThrow("not-included");
  const foreign = { ...key, id: Uint8Array.of(1, 2, 3, 4) };
  await expect(openCheckpoint(vectors.note, foreign)).rejects.toThrow("signature-unknown");
});

test("a tile is named as C2SP tlog-tiles names it", () => {
  expect(tilePath(0, 1234067, 256)).toBe("tile/0/x001/x234/067");
  expect(tilePath(1, 0, 3)).toBe("tile/1/000.p/3");
});
