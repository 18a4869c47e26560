/** The confidential track, and who is at the tablet. */

import { Fault } from "../../../backend/tablet/src/app/session.types";
import { fromB64url } from "../../../backend/tablet/src/device/bytes";
import { infoOfLead, sealLead, unseal } from "../../../backend/tablet/src/device/envelope";
import { leadContent } from "../../../backend/tablet/src/ui/visit/lead";
import { provePresence } from "../../../backend/tablet/src/ui/visit/presence";
import { SECOND, VISIT } from "../core/make";
import { openVisit } from "./visit";

const SAID = { text: " 夜班打人（合成） ", harm: true, police: true };

it("keeps of a lead only what the intake key opens, and nothing of it in the picture", async () => {
  const { desk, store } = await openVisit();
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const key = { id: "k", jwk: await crypto.subtle.exportKey("jwk", pair.publicKey) };
  const ciphertext = await sealLead(leadContent(SAID, "2026-03-02T09:00:00+08:00"), key, VISIT);
  await desk.write("lead.add", { intake_key_id: key.id, ciphertext });

  const kept = JSON.stringify(await store.journal());
  expect(kept).not.toContain("夜班");
  const shown = desk.state.value;
  expect([shown.operations.length, shown.counted, shown.evidence.size]).toEqual([0, 0, 0]);
  const envelope = JSON.parse(new TextDecoder().decode(fromB64url(ciphertext)));
  const opened = await unseal(envelope, pair.privateKey, infoOfLead(VISIT));
  expect(JSON.parse(new TextDecoder().decode(opened))).toEqual({
    v: 1, text: "夜班打人（合成）", harm_suspected: true, police_informed: true,
    at: "2026-03-02T09:00:00+08:00",
  });
});

it("lets nobody write in another's name without his PIN, and says how long to wait", async () => {
  const wrong = { prove: async () => { throw new Fault("pin-wrong", "", { waitS: 15 }); } };
  const stranger = { prove: async () => { throw new Fault("not-admitted"); } };
  const asked = (session: typeof stranger) => provePresence(session, VISIT, SECOND, "000000");
  expect(await asked(wrong)).toMatchObject({ outcome: "wrong", waitS: 15 });
  expect(await asked(stranger)).toEqual({ outcome: "not-admitted" });
});

it("asks the officer's own key for this visit to sign that he is here", async () => {
  const asked: string[] = [];
  const session = { prove: async (...given: string[]) => { asked.push(...given); return "c2ln"; } };
  expect(await provePresence(session, VISIT, SECOND, "482913")).toEqual({ outcome: "proved" });
  expect(asked).toEqual([VISIT, SECOND, "482913", `officer.present\n${VISIT}\n${SECOND}\n`]);
});
