/** The picture made from the one before is the picture made from everything. */

import { lockBody } from "../../../backend/tablet/src/core/lock";
import { reduceVisit, withNext, type Ground } from "../../../backend/tablet/src/core/visit";
import type { Operation } from "../../../backend/tablet/src/core/types";
import { chance, type Chance } from "../chance";
import { Hand, LEAD, OTHER, SECOND, VISIT } from "./make";

const GROUND: Ground = { lead: LEAD, tolerance: (item) => (item === "i2" ? "0.5" : null) };
const VALUES = ["yes", "no", "22.0", "22.4", { looked_at: 10, passed: 9 }, { na: "没有（合成）" }];
const ITEMS = ["i1", "i2", "i3", "i4"];
const OFFICERS = [LEAD, SECOND];
const IDS = ["x1", "x2"];
const REASON = { reason: "合成原因" };

/** Anything an officer may do next, also what the server would shelve. */
function anything(hand: Hand, { pick, below }: Chance, done: Operation[]): Operation {
  const officer = pick(OFFICERS);
  const item = pick(ITEMS);
  const id = pick(IDS);
  const reconcile = () => {
    const settles = done.filter((one) => one.kind === "answer.set").slice(-2).map((one) => one.id);
    return hand.do("answer.reconcile", { item, value: pick(VALUES), ...REASON, settles });
  };
  const rare = [
    reconcile,
    () => hand.do("visit.open", { officer }),
    () => hand.do("visit.join", { officer }),
    () => hand.do("visit.leave", { officer }),
    () => hand.do("visit.handover", { officer, to: pick(OFFICERS) }),
    () => hand.do("fact.set", { officer, name: item, value: pick(["1", "2"]) }),
    () => hand.do("fact.clear", { officer, name: item }),
    () => hand.do("sample.draw", { item, number: below(3), frame: ["a"], size: 1, chosen: ["a"] }),
    () => hand.photo(id, { item }),
    () => hand.do("evidence.remove", { id, ...REASON }),
    () => hand.do("evidence.waive", { id, ...REASON }),
    () => hand.finding(id, { item }),
    () => hand.do("finding.change", { id, wording: "改过（合成）" }),
    () => hand.do("finding.withdraw", { id, ...REASON }),
    () => hand.do("lead.add", { ciphertext: "合成" }),
    () => hand.text(pick(["d1", "d2"])),
    () => hand.sign(pick(["d1", "d2"]), pick(["officer", "representative"])),
    () => hand.do("visit.lock", { operations: below(9) }),
    () => hand.do("amendment.add", { second_officer: SECOND, ...REASON, content: {} }),
  ];
  const often = [
    () => hand.answer(item, pick(VALUES), { body: { officer, item, value: pick(VALUES) } }),
    () => hand.do("answer.set", { officer, item }),
    () => hand.do("answer.clear", { officer, item }),
  ];
  return below(3) ? pick(often)() : pick(rare)();
}

it.each(Array.from({ length: 60 }, (_, seed) => seed))("whatever is done, seed %d", (seed) => {
  const dice = chance(seed);
  const [hand, other] = [new Hand(), new Hand(OTHER, SECOND)];
  const told = [other.answer("i1", "yes"), { ...other.answer("i3", "no"), hidden: true }];
  const carried = [other.answer("i2", "22.2"), other.photo("x2", { item: "i1" })];
  const own: Operation[] = [];
  let state = reduceVisit(VISIT, { told, own, carried }, GROUND);
  for (let step = 0; step < 40; step += 1) {
    const before = state;
    const asItWas = structuredClone(before);
    const operation = anything(hand, dice, own);
    own.push(operation);
    state = withNext(before, operation, GROUND);
    const whole = reduceVisit(VISIT, { told, own, carried }, GROUND);
    expect(state).toEqual(whole);
    expect(Object.keys(state.adopted.answers)).toEqual(Object.keys(whole.adopted.answers));
    expect(before).toEqual(asItWas);
  }
});

it("states the same lock, made either way", async () => {
  const hand = new Hand();
  const own = ["i3", "i1", "i2"].map((item) => hand.answer(item, "yes"));
  const made = own.reduce(
    (state, one) => withNext(state, one, GROUND),
    reduceVisit(VISIT, { told: [], own: [] }, GROUND),
  );
  const whole = reduceVisit(VISIT, { told: [], own }, GROUND);
  expect(await lockBody(made)).toEqual(await lockBody(whole));
});
