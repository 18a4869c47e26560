"""Laws of every rule kind, for any answer."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.numbers import EXACT
from scoring.rules import RULES
from tests.scoring.rules_under_test import ANSWERS, FULL, WITH, points, rule, samples

KINDS = sorted(RULES)


def test_every_kind_has_a_rule_under_test() -> None:
    assert set(ANSWERS) == set(RULES)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_points_stay_within_the_item(kind: str, data: st.DataObject) -> None:
    assert 0 <= points(kind, data.draw(ANSWERS[kind])) <= FULL


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_points_are_exact(kind: str, data: st.DataObject) -> None:
    answer = data.draw(ANSWERS[kind])

    with localcontext(EXACT):
        assert isinstance(points(kind, answer), Decimal)


@pytest.mark.parametrize("kind", KINDS)
def test_the_best_answer_earns_the_most(kind: str) -> None:
    assert points(kind, rule(kind).best()) == rule(kind).most


@given(samples.filter(lambda s: s["passed"] < s["looked_at"]))
def test_one_more_pass_never_costs_points(sample: dict[str, int]) -> None:
    better = sample | {"passed": sample["passed"] + 1}

    assert points("sampled_share", better) >= points("sampled_share", sample)


@pytest.mark.parametrize(("kind", "sign"), [("count_each", 1), ("deduct_each", -1)])
@given(n=st.integers(0, 200))
def test_one_more_good_never_costs_points(kind: str, sign: int, n: int) -> None:
    assert sign * points(kind, n + 1) >= sign * points(kind, n)


@pytest.mark.parametrize("kind", ["bands", "fraction_of"])
@given(data=st.data())
def test_more_of_the_good_never_costs_points(kind: str, data: st.DataObject) -> None:
    less, more = sorted([data.draw(ANSWERS[kind]), data.draw(ANSWERS[kind])], key=Decimal)

    assert points(kind, more) >= points(kind, less)


@given(ANSWERS["best_of"], st.sampled_from("abc"))
def test_one_more_option_that_holds_never_costs_points(ids: list[str], more: str) -> None:
    assert points("best_of", [*{*ids, more}]) >= points("best_of", ids)


@given(ANSWERS["sum_of"])
def test_a_better_part_never_costs_points(answer: dict[str, Any]) -> None:
    better = {"one": "yes", "two": answer["two"] + 1}

    assert points("sum_of", better) >= points("sum_of", answer)


FIRST = {**WITH["sum_of"], "needs_first": True}
parts = st.dictionaries(st.sampled_from(["one", "two"]), st.none(), min_size=1).flatmap(
    lambda some: ANSWERS["sum_of"].map(lambda whole: {name: whole[name] for name in some})
)


@given(parts)
def test_without_the_first_part_nothing_else_counts(answer: dict[str, Any]) -> None:
    found = rule("sum_of", FIRST).award(rule("sum_of").read(answer, "test"))
    plain = rule("sum_of").award(rule("sum_of").read(answer, "test"))

    if answer.get("one") == "yes":
        assert found == plain
    else:
        assert found.points == 0
        assert found.complete == ("one" in answer)  # answered no, the rest needs no answer


@given(ANSWERS["sum_of"])
def test_a_better_part_never_costs_points_where_the_first_is_needed(answer: dict[str, Any]) -> None:
    better = [answer | {"one": "yes"}, answer | {"two": answer["two"] + 1}]

    assert all(points("sum_of", one, FIRST) >= points("sum_of", answer, FIRST) for one in better)


def test_marks_are_worth_what_they_say() -> None:
    assert points("grade_abc", "A") >= points("grade_abc", "B") >= points("grade_abc", "C")
