"""Each rule kind at its edges, and the answers it refuses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoring.errors import ScoringError, shown
from tests.scoring.rules_under_test import DOWN, points, rule

EDGES: list[tuple[str, Any, str]] = [
    ("choice", "b", "4"),
    ("best_of", ["c", "b"], "4"),
    ("best_of", [], "0"),
    ("yes_no", "no", "0"),
    ("bands", "0.9", "10"),
    ("bands", "0.899999", "2.5"),
    ("bands", "0.1", "0"),
    ("sampled_share", {"looked_at": 10, "passed": 9}, "10"),
    ("sampled_share", {"looked_at": 11, "passed": 9}, "2.5"),
    ("sampled_share", {"looked_at": 4, "passed": 4}, "0"),
    ("count_each", 6, "9"),
    ("count_each", 7, "10"),
    ("deduct_each", 2, "4"),
    ("deduct_each", 3, "2"),
    ("fraction_of", "2", "2.86"),
    ("fraction_of", 7, "10"),
    ("fraction_of", "0", "0"),
    ("expert", {"points": "9.5", "reason": "窗户漏风"}, "9.5"),
    ("grade_abc", "B", "6"),
    ("sum_of", {"one": "yes", "two": 2}, "8"),
    ("sum_of", {"one": "yes"}, "4"),
]

REFUSED: list[tuple[str, Any]] = [
    ("choice", "d"),
    ("choice", ["a"]),
    ("yes_no", True),
    ("yes_no", "YES"),
    ("yes_no", ["yes"]),
    ("bands", 0.5),
    ("bands", "1.01"),
    ("bands", "-0.1"),
    ("bands", "NaN"),
    ("bands", "1e-1"),
    ("bands", True),
    ("sampled_share", {"looked_at": 5, "passed": 6}),
    ("sampled_share", {"looked_at": 5}),
    ("sampled_share", "5/6"),
    ("sampled_share", {"looked_at": "5", "passed": "5"}),
    ("count_each", -1),
    ("count_each", "3"),
    ("count_each", 3.0),
    ("count_each", 10**9),
    ("deduct_each", False),
    ("fraction_of", "-1"),
    ("fraction_of", 10**9),
    ("fraction_of", 10**5000),
    ("fraction_of", "0.1234567"),
    ("best_of", "a"),
    ("best_of", ["a", "a"]),
    ("best_of", [["a"]]),
    ("expert", {"points": "10.5", "reason": "r"}),
    ("expert", {"points": "9.3", "reason": "r"}),
    ("expert", {"points": "9", "reason": " "}),
    ("expert", {"points": 9.0, "reason": "r"}),
    ("expert", "9"),
    ("grade_abc", "a"),
    ("sum_of", {}),
    ("sum_of", {"three": "yes"}),
    ("sum_of", {"one": "perhaps"}),
]


@pytest.mark.parametrize(("kind", "answer", "expected"), EDGES)
def test_points_at_the_edges(kind: str, answer: Any, expected: str) -> None:
    assert points(kind, answer) == Decimal(expected)


@pytest.mark.parametrize(("kind", "answer"), REFUSED, ids=shown)
def test_an_answer_of_the_wrong_shape_is_refused(kind: str, answer: Any) -> None:
    with pytest.raises(ScoringError) as refusal:
        points(kind, answer)

    assert refusal.value.code in ("bad-answer", "bad-number", "bad-count")
    assert refusal.value.place.startswith("answers: test")
    assert len(str(refusal.value)) < 400


def test_where_less_is_better_the_lowest_band_is_best() -> None:
    with_ = {"bands": DOWN}

    assert [points("bands", n, with_) for n in ("40", "40.01", "45", "45.01")] == [10, 5, 5, 0]


def test_a_question_for_something_bad_is_met_by_no() -> None:
    assert points("yes_no", "no", {"good": "no"}) == 10
    assert points("yes_no", "yes", {"good": "no"}) == 0


def test_a_requirement_on_an_unknown_fact_leaves_the_answer_incomplete() -> None:
    one = rule("fraction_of", {"required": {"fact": "beds", "times": "6"}})

    unknown = one.award(one.read("30", "answers: test"))
    known = one.award(one.read("30", "answers: test", {"beds": Decimal(10)}))
    none_needed = one.award(one.read("0", "answers: test", {"beds": Decimal(0)}))

    assert unknown.points == 0
    assert not unknown.complete
    assert known.points == 5
    assert known.complete
    assert none_needed.points == 10


def test_a_part_without_an_answer_leaves_the_item_incomplete() -> None:
    one = rule("sum_of")

    assert not one.award(one.read({"one": "yes"}, "answers: test")).complete
    assert one.award(one.read({"one": "no", "two": 0}, "answers: test")).complete


@pytest.mark.parametrize(
    ("mode", "expected"), [("half_up", "1.3"), ("half_even", "1.2"), ("down", "1.2")]
)
def test_rounding_is_the_one_the_standard_states(mode: Any, expected: str) -> None:
    from scoring.rules.base import Setting
    from scoring.rules.fraction_of import build

    one = build({"required": "8"}, Setting(Decimal(10), "test", (1, mode)))

    assert one.award(one.read("1", "answers: test")).points == Decimal(expected)
