"""Conditions from their data: which parts go together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from scoring.conditions import SIGNS, All, AnyOf, Compare, Condition, Equal, Not
from scoring.counts import Extreme, Failed, Rated
from scoring.errors import ScoringError
from scoring.numbers import ratio_of

OPERANDS = (
    *("fact", "context", "answer", "points", "rate", "total", "failed"),
    *("rating", "score", "rated", "most", "least"),
)
WITH_TEXTS = ("fact", "context", "answer", "rating")
COUNTED = ("failed", "rated")
TESTS = ("is", "in", *SIGNS)


def condition_of(raw: Mapping[str, Any], place: str) -> Condition:
    """Build a condition from its data, whose shape the schema has checked.

    Raises ScoringError ``bad-condition`` where the parts do not fit each other.
    """
    joined = [key for key in ("all", "any", "not") if key in raw]
    if joined and len(raw) > 1:
        raise _bad(
            place, f"{joined[0]} alone", ", ".join(raw), "write one condition inside another"
        )
    if "all" in raw:
        return All(tuple(condition_of(part, place) for part in raw["all"]))
    if "any" in raw:
        return AnyOf(tuple(condition_of(part, place) for part in raw["any"]))
    if "not" in raw:
        return Not(condition_of(raw["not"], place))
    kind, test = _operand(raw, place), _test(raw, place)
    if kind in COUNTED:
        return _counted(raw, kind, test, place)
    if kind in ("most", "least"):
        pick: Literal["most", "least"] = "most" if kind == "most" else "least"
        return Extreme(pick, tuple(raw[kind]), test, ratio_of(raw[test], place))
    name = "" if kind == "total" else raw[kind]
    if test in ("is", "in"):
        return Equal(kind, name, tuple(raw["in"]) if test == "in" else (raw["is"],))
    least = Decimal(raw["per_at_least"]) if "per_at_least" in raw else None
    return Compare(kind, name, test, ratio_of(raw[test], place), raw.get("per"), least)


def _counted(raw: Mapping[str, Any], kind: str, test: str, place: str) -> Condition:
    sign, bound = test or "at_least", ratio_of(raw[test] if test else "1", place)
    if kind == "failed":
        return Failed(raw["failed"], sign, bound)
    return Rated(tuple(raw["rated"]["of"]), tuple(raw["rated"]["in"]), sign, bound)


def _operand(raw: Mapping[str, Any], place: str) -> str:
    kinds = [kind for kind in OPERANDS if kind in raw]
    if len(kinds) != 1:
        raise _bad(place, f"one of {', '.join(OPERANDS)}", ", ".join(kinds) or "none", "keep one")
    if "per" in raw and kinds[0] not in ("fact", "points"):
        raise _bad(place, "per beside fact or points", f"per beside {kinds[0]}", "drop per")
    if "per_at_least" in raw and "per" not in raw:
        raise _bad(place, "per_at_least beside per", "no per", "name the fact below the line")
    return kinds[0]


def _test(raw: Mapping[str, Any], place: str) -> str:
    tests = [test for test in TESTS if test in raw]
    if not tests and any(kind in raw for kind in COUNTED):
        return ""
    if len(tests) != 1:
        raise _bad(place, f"one of {', '.join(TESTS)}", ", ".join(tests) or "none", "keep one")
    texts = tests[0] in ("is", "in")
    if texts and not any(kind in raw for kind in WITH_TEXTS):
        raise _bad(place, f"is and in on {', '.join(WITH_TEXTS)}", tests[0], "compare a number")
    if "rating" in raw and not texts:
        raise _bad(place, "is or in on a rating", tests[0], "use score to compare numbers")
    if texts and "per" in raw:
        raise _bad(place, "a comparison beside per", tests[0], "use at_least or the like")
    return tests[0]


def _bad(place: str, expected: str, came: str, do: str) -> ScoringError:
    return ScoringError("bad-condition", f"{place}: condition", expected, came, do)
