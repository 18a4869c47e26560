/** Who signs what: officers by key, each correction, the home, or a refusal before a witness. */

import { RECORD } from "../../../backend/tablet/src/papers";
import { correctionsIn } from "../../../backend/tablet/src/ui/papers/restoring";
import { correctionSentence } from "../../../backend/tablet/src/ui/papers/sentences";
import {
  homeSignature, officerSignature, proofMessage, refusedSignature, signingOf,
} from "../../../backend/tablet/src/ui/papers/signing";
import { LEAD, scene, SECOND, VISIT } from "./scene";
import type { Scene } from "./scene";

const HOME = { name: "郑合成", post: "院长" };
const IMAGE = "00000000-0000-7000-8000-0000000000e1";
const ON = "2026-03-02";

async function signingAt(on: Scene) {
  const text = await on.record();
  const corrections = correctionsIn(await on.context(RECORD));
  return { text, now: () => signingOf(on.desk.package, on.desk.state.value, text, corrections) };
}

async function officers({ desk }: Scene, digest: string): Promise<void> {
  for (const seat of desk.package.officers) {
    const body = officerSignature(seat, digest, { proof: "cHJvb2Y", image: IMAGE, on: ON });
    await desk.write("signature.add", body, { officer: seat.id });
  }
}

test("the officer's key signs the visit, himself and the digest, each on its line", () => {
  expect(proofMessage(VISIT, LEAD, "ab".repeat(32))).toBe(
    `signature.add\n${VISIT}\n${LEAD}\n${"ab".repeat(32)}\n`,
  );
});

test("it is whole when both officers, every correction and the home have signed", async () => {
  const on = await scene();
  on.draft.corrections.push("“3台”更正为“2台”", "补充“203室”");
  const { text, now } = await signingAt(on);
  const sign = (opinion: string) => on.desk.write(
    "signature.add", homeSignature(HOME, text.text_digest, { opinion, image: IMAGE, on: ON }),
  );

  await officers(on, text.text_digest);
  await sign(correctionSentence(1, "“3台”更正为“2台”"));
  expect(now()).toMatchObject({ closed: true, whole: false, home: undefined });
  await sign("以上笔录已阅，情况属实，无其他意见");
  expect(now().whole).toBe(false); // the second correction is still open
  await sign(correctionSentence(2, "补充“203室”"));

  expect(now().whole).toBe(true);
  expect(now().officers.map((one) => one.signature?.officer)).toEqual([LEAD, SECOND]);
});

test("signatures under an earlier text do not count for the corrected one", async () => {
  const on = await scene();
  const first = await on.record();
  await officers(on, first.text_digest);
  on.draft.corrections.push("更正");

  const { now } = await signingAt(on);

  expect(now().officers.every((one) => one.signature === undefined)).toBe(true);
});

test("a refusal before a witness closes the record, corrections and all", async () => {
  const on = await scene();
  on.draft.corrections.push("“3台”更正为“2台”");
  const { text, now } = await signingAt(on);
  await officers(on, text.text_digest);

  await on.desk.write("signature.add", refusedSignature(HOME, text.text_digest, {
    reason: "未说明理由", witness: "赵某（合成）", on: ON, image: null,
  }));

  expect(now()).toMatchObject({ closed: true, whole: true, home: { witness: "赵某（合成）" } });
});

test("an officer who left before the reading is not asked to sign", async () => {
  const on = await scene();
  await on.desk.write("visit.leave", { reason: "合成" }, { officer: SECOND });

  const { now } = await signingAt(on);

  expect(now().officers.map((one) => one.seat.id)).toEqual([LEAD]);
});
