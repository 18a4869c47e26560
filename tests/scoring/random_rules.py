"""Parameters of every rule, at random, for the items of random standards."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any


def text(value: Decimal) -> str:
    """A plain decimal of at most six decimals."""
    return format(round(value, 6).normalize(), "f")


def with_of(pick: Random, kind: str, full: Decimal) -> dict[str, Any]:
    """Parameters of a rule worth so many points."""
    most, some, half = text(full), text(full * 3 / 4), text(full / 2)
    options = [{"id": i, "points": p} for i, p in (("a", most), ("b", half), ("c", "0"))]
    up = [{"at_least": e, "points": p} for e, p in (("0.9", most), ("0.5", half))]
    down = [{"at_most": "20", "points": most}, {"at_most": "30.5", "points": some}]
    bands: dict[str, Any] = pick.choice([{"bands": down}, {"of": "share", "bands": up}])
    rules: dict[str, dict[str, Any]] = {
        "choice": {"options": options},
        "best_of": {"options": options},
        "yes_no": pick.choice([{}, {"good": "no"}]),
        "bands": pick.choice([bands, {"of": "share", "bands": up, "fact": "part"}]),
        "sampled_share": {"sample_min": 5, "bands": up},
        "count_each": {"each": text(full / 4)},
        "deduct_each": {"each": half, "cap": some},
        "fraction_of": {"required": pick.choice(["7", {"fact": "whole", "times": "1.5"}])},
        "expert": pick.choice([{"most": most}, {"least": half, "most": most, "step": half}]),
        "grade_abc": {"points": {"A": most, "B": half, "C": "0"}},
        "sum_of": {
            "parts": [
                {"id": "x", "max_points": half},
                {
                    "id": "y",
                    "max_points": half,
                    "rule": "fraction_of",
                    "with": {"required": {"fact": "area"}},
                },
            ],
            **pick.choice([{}, {"needs_first": True}]),
        },
    }
    return rules[kind]
