"""Laws of a grade, for any visit to the example standard."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from scoring import Item, grade, load
from scoring.cases import best_answers
from tests.scoring.folder import EXAMPLE

STANDARD = load(EXAMPLE)
BEST = best_answers(STANDARD)
RANKS = [None, "1", "2", "3", "4", "5"]


def some_answer(item: Item) -> SearchStrategy[Any]:
    """A poor answer, the best one, none, or not applicable where that is allowed."""
    poor: dict[str, Any] = {
        "choice": "none",
        "best_of": [],
        "yes_no": "yes" if item.with_.get("good") == "no" else "no",
        "bands": "0.3" if item.with_.get("of") == "share" else "44",
        "sampled_share": {"looked_at": 10, "passed": 9},
        "count_each": 3,
        "deduct_each": 4,
        "fraction_of": "412.5",
        "expert": {"points": "25", "reason": "一般"},
        "grade_abc": "C",
        "sum_of": {"staff": "yes"},
    }
    choices = [poor[item.kind], BEST[item.code], BEST[item.code], None]
    return st.sampled_from(choices if item.na == "forbid" else [*choices, {"na": "无此项"}])


facts = st.fixed_dictionaries(
    {"beds": st.integers(0, 200), "upper_floors": st.sampled_from(["yes", "no"])},
    optional={
        "residents": st.integers(0, 200),
        "caregivers": st.integers(0, 40),
        "social_workers": st.integers(0, 3),
        "dining_area_m2": st.sampled_from(["80", "150"]),
        "private_toilet_share": st.sampled_from(["0.5", "0.9", "1"]),
        "accident": st.sampled_from(["yes", "no"]),
        "heating": st.sampled_from(["coal", "gas"]),
    },
)
contexts = st.fixed_dictionaries(
    {}, optional={"applied_for": st.sampled_from("345"), "first_application": st.booleans()}
)
answers = st.fixed_dictionaries(
    {item.code: some_answer(item) for item in STANDARD.items if item.fact is None}
).map(lambda given: {code: answer for code, answer in given.items() if answer is not None})
visits = st.fixed_dictionaries({"answers": answers, "facts": facts, "context": contexts})


@settings(max_examples=150, deadline=None)
@given(visits)
def test_a_grade_is_consistent_in_itself(visit: dict[str, Any]) -> None:
    result = grade(STANDARD, visit)

    level, by_points = RANKS.index(result["level"]), RANKS.index(result["level_by_points"])
    assert 0 <= Decimal(result["total"]) <= Decimal(result["applicable"]) <= Decimal(result["max"])
    assert level <= by_points
    assert bool(result["limited_by"]) == (level < by_points)
    assert list(result["unmet"]) == RANKS[level + 1 :]
    assert all(result["unmet"].values())
    assert result["complete"] == (result["unanswered"] == [])


@settings(max_examples=60, deadline=None)
@given(visits, st.data())
def test_one_answer_made_better_never_costs_points(
    visit: dict[str, Any], data: st.DataObject
) -> None:
    given_answers = {c: a for c, a in visit["answers"].items() if a != {"na": "无此项"}}
    code = data.draw(st.sampled_from(sorted(BEST)))
    before = visit | {"answers": given_answers}
    after = visit | {"answers": given_answers | {code: BEST[code]}}

    assert Decimal(grade(STANDARD, after)["total"]) >= Decimal(grade(STANDARD, before)["total"])
