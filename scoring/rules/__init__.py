"""The rule kinds (评分规则): few, closed, each one a file; a new rule is a new line here."""

from __future__ import annotations

from scoring.rules import (
    bands,
    best_of,
    choice,
    count_each,
    deduct_each,
    expert,
    fraction_of,
    grade_abc,
    sampled_share,
    sum_of,
    yes_no,
)
from scoring.rules.base import Build

_SINGLE: dict[str, Build] = {
    "choice": choice.build,
    "yes_no": yes_no.build,
    "bands": bands.build,
    "sampled_share": sampled_share.build,
    "count_each": count_each.build,
    "deduct_each": deduct_each.build,
    "fraction_of": fraction_of.build,
    "best_of": best_of.build,
    "expert": expert.build,
    "grade_abc": grade_abc.build,
}

RULES: dict[str, Build] = {**_SINGLE, "sum_of": sum_of.builder(_SINGLE)}
