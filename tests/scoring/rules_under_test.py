"""One rule of each kind, all worth ten points, and strategies for their answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from scoring.rules import RULES
from scoring.rules.base import Rule, Setting

FULL = Decimal(10)
OPTIONS = {"options": [{"id": i, "points": p} for i, p in (("a", "10"), ("b", "4"), ("c", "0"))]}
UP = [{"at_least": edge, "points": p} for edge, p in (("0.9", "10"), ("0.5", "2.5"), ("0.2", "1"))]
DOWN = [{"at_most": edge, "points": p} for edge, p in (("40", "10"), ("45", "5"))]

WITH: dict[str, Mapping[str, Any]] = {
    "choice": OPTIONS,
    "best_of": OPTIONS,
    "yes_no": {},
    "bands": {"of": "share", "bands": UP},
    "sampled_share": {"sample_min": 5, "bands": UP},
    "count_each": {"each": "1.5"},
    "deduct_each": {"each": "3", "cap": "8"},
    "fraction_of": {"required": "7"},
    "expert": {"most": "10", "step": "0.5"},
    "grade_abc": {"points": {"A": "10", "B": "6", "C": "0"}},
    "sum_of": {
        "parts": [
            {"id": "one", "max_points": "4"},
            {"id": "two", "max_points": "6", "rule": "count_each", "with": {"each": "2"}},
        ]
    },
}


def rule(kind: str, with_: Mapping[str, Any] | None = None) -> Rule:
    """A rule worth ten points."""
    setting = Setting(FULL, f"test.yaml: test.{kind}", (2, "half_up"))
    return RULES[kind](WITH[kind] if with_ is None else with_, setting)


def points(kind: str, raw: object, with_: Mapping[str, Any] | None = None) -> Decimal:
    """The points of one answer."""
    one = rule(kind, with_)
    return one.award(one.read(raw, "answers: test")).points


counts = st.integers(0, 60)
shares = st.decimals("0", "1", places=3).map(lambda d: format(d, "f"))
numbers = st.decimals("0", "99", places=2).map(lambda d: format(d, "f"))
samples = counts.flatmap(
    lambda n: st.fixed_dictionaries({"looked_at": st.just(n), "passed": st.integers(0, n)})
)

ANSWERS: dict[str, SearchStrategy[Any]] = {
    "choice": st.sampled_from("abc"),
    "best_of": st.lists(st.sampled_from("abc"), unique=True),
    "yes_no": st.sampled_from(["yes", "no"]),
    "bands": shares,
    "sampled_share": samples,
    "count_each": counts,
    "deduct_each": counts,
    "fraction_of": numbers,
    "expert": st.integers(0, 20).map(lambda n: {"points": str(Decimal(n) / 2), "reason": "r"}),
    "grade_abc": st.sampled_from("ABC"),
    "sum_of": st.fixed_dictionaries({"one": st.sampled_from(["yes", "no"]), "two": counts}),
}
