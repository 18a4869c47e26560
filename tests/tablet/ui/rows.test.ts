/** The list follows every answer, and looks over again only what the answer moved. */

import type { ItemRow } from "../../../backend/tablet/src/app/desk.types";
import { keepRows } from "../../../backend/tablet/src/app/desk/rows";
import { slicesOf } from "../../../backend/tablet/src/app/desk/slices";
import { reduceVisit, withNext, type Ground } from "../../../backend/tablet/src/core/visit";
import type { Bundle, Condition, Item, Operation } from "../../../backend/tablet/src/core/types";
import { survey } from "../../../backend/tablet/src/scoring/survey";
import { chance, type Chance } from "../chance";
import { Hand, LEAD, SECOND, OTHER, VISIT } from "../core/make";
import { EXAMPLE, GB, bundleOf, openVisit } from "./visit";

const GROUND: Ground = { lead: LEAD, tolerance: () => null };
const MAY_FIND = { nature: { may_find: true } };
const ANSWERS = [
  "yes", "no", "A", "B", "0.85", "3", 2, ["a"], { looked_at: 10, passed: 9 }, { na: "没有（合成）" },
  "什么也不是（合成）",
];
const items = (bundle: Bundle): Item[] => bundle.chapters.flatMap((chapter) => chapter.items);

/** The checklist with conditions drawn at random: each looks only at items before it. */
function tangled(base: Bundle, { below, pick }: Chance): Bundle {
  const bundle = structuredClone(base);
  const before: string[] = [];
  const simple = (): Condition => {
    const among = { in: [pick(["yes", "no", "A"]), "NA"] };
    const facts = bundle.facts.map((fact) => fact.name);
    if (facts.length && !below(3)) return { fact: pick(facts), at_least: String(below(4)) };
    return { answer: pick(before), ...among };
  };
  const some = (): Condition =>
    pick([() => simple(), () => ({ all: [simple(), simple()] }), () => ({ not: simple() }),
      () => ({ any: [simple(), { not: simple() }] })])();
  for (const item of items(bundle)) {
    if (before.length) item.when = below(2) ? some() : null;
    if (!below(5)) item.attest = "both";
    before.push(item.id);
  }
  return bundle;
}

function anything(hand: Hand, bundle: Bundle, { below, pick }: Chance): Operation {
  const officer = pick([LEAD, LEAD, SECOND]);
  const item = pick(items(bundle)).id;
  const fact = bundle.facts.length ? pick(bundle.facts).name : "none";
  const acts = [
    () => hand.do("answer.clear", { officer, item }),
    () => hand.do("fact.set", { officer, name: fact, value: pick(["yes", "1", "3", "x"]) }),
    () => hand.photo(`p${below(4)}`, { officer, item }),
    () => hand.finding(`f${below(4)}`, { officer, item }),
    () => hand.do("finding.withdraw", { officer, id: `f${below(4)}`, reason: "合成" }),
    () => hand.do("evidence.remove", { officer, id: `p${below(4)}`, reason: "合成" }),
    () => hand.do("visit.join", { officer }),
  ];
  return below(3) ? hand.do("answer.set", { officer, item, value: pick(ANSWERS) }) : pick(acts)();
}

/** Everything of a row but the checklist's own words. */
const saysOf = ({ item: _item, chapter: _chapter, ...says }: ItemRow) => JSON.stringify(says);

const BUNDLES = [EXAMPLE, GB, bundleOf("joint-list/2026.1"), bundleOf("gbt-37276-2018/2020.1-demo")];
const RUNS = BUNDLES.flatMap((bundle) =>
  [0, 1, 2, 3, 4].map((seed) => ({ bundle, seed, version: bundle.version })));

it.each(RUNS)("shows after each step what a whole look shows: $version, seed $seed", (run) => {
  const dice = chance(run.seed);
  const bundle = run.seed ? tangled(run.bundle, dice) : run.bundle;
  const hand = new Hand();
  const told = [new Hand(OTHER, SECOND).answer(dice.pick(items(bundle)).id, "no")];
  const look = keepRows({ bundle, package: MAY_FIND });
  let state = reduceVisit(VISIT, { told, own: [] }, GROUND);
  let before = look(state, LEAD);
  for (let step = 0; step < 40; step += 1) {
    state = withNext(state, anything(hand, bundle, dice), GROUND);
    const officer = step % 10 === 9 ? SECOND : LEAD;
    const rows = look(state, officer);
    expect(rows).toEqual(keepRows({ bundle, package: MAY_FIND })(state, officer));
    const seen = survey(bundle, state.adopted);
    const asked = [...seen.items].filter(([, one]) => one.relevant !== false).map(([id]) => id);
    expect(rows.map((row) => row.item.id)).toEqual(asked);
    const known = new Map(before.map((row) => [row.item.id, row]));
    const anew = rows.filter((row) => {
      const same = known.get(row.item.id);
      return same !== undefined && same !== row && saysOf(same) === saysOf(row);
    });
    expect(anew).toEqual([]);
    before = rows;
  }
});

it("keeps the object of every row that did not change, and makes those anew that did", async () => {
  const theirs = new Hand(OTHER, SECOND).answer("basic.patrol", "no");
  const { desk, row } = await openVisit(GB, [theirs]);
  const before = desk.rows.value;
  await desk.write("answer.set", { item: "basic.fire", value: "no" });
  const changed = desk.rows.value.filter((one, n) => one !== before[n]).map((one) => one.item.id);
  expect(changed).toEqual(["basic.fire"]);
  await desk.write("answer.set", { item: "basic.patrol", value: "yes" });
  expect(row("basic.patrol").outcome).toBe("differs");
});

it("keeps all rows when everything was read again and nothing is new", async () => {
  const { desk } = await openVisit(GB);
  await desk.write("answer.set", { item: "basic.fire", value: "no" });
  const before = desk.rows.value;
  await desk.reload();
  expect(desk.rows.value.every((row, n) => row === before[n])).toBe(true);
});

it("looks over one item where nothing rests on it, and all that rests on it where something does", () => {
  const bundle = structuredClone(EXAMPLE);
  const [first, second, third, ...rest] = items(bundle) as [Item, Item, Item, ...Item[]];
  for (const item of [first, second, third, ...rest]) item.when = null;
  second.when = { not: { answer: first.id, is: "yes" } };
  third.when = { all: [{ answer: second.id, is: "no" }] };
  const slice = slicesOf(bundle);
  expect(slice(first.id)).toMatchObject({ moved: [first.id, second.id, third.id] });
  expect(slice(third.id)).toMatchObject({ moved: [third.id] });
  expect(new Set(slice(third.id)?.read)).toEqual(new Set([first.id, second.id, third.id]));
  expect(items(slice(rest[0]!.id)!.bundle)).toEqual([rest[0]]);
});

it("looks over everything where a condition looks at a sum", () => {
  const bundle = structuredClone(EXAMPLE);
  items(bundle)[1]!.when = { rate: bundle.chapters[0]!.id, at_least: "0.6" };
  expect(slicesOf(bundle)(items(bundle)[0]!.id)).toBeNull();
});
