"""Conditions from their data: which parts go together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.conditions import SIGNS, All, AnyOf, Compare, Condition, Equal, Failed, Not
from scoring.errors import ScoringError
from scoring.numbers import ratio_of

OPERANDS = ("fact", "context", "answer", "points", "rate", "total", "failed")
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
    if kind == "failed":
        bound = ratio_of(raw[test], place) if test else ratio_of("1", place)
        return Failed(raw["failed"], test or "at_least", bound)
    name = "" if kind == "total" else raw[kind]
    if test in ("is", "in"):
        return Equal(kind, name, tuple(raw["in"]) if test == "in" else (raw["is"],))
    least = Decimal(raw["per_at_least"]) if "per_at_least" in raw else None
    return Compare(kind, name, test, ratio_of(raw[test], place), raw.get("per"), least)


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
    if not tests and "failed" in raw:
        return ""
    if len(tests) != 1:
        raise _bad(place, f"one of {', '.join(TESTS)}", ", ".join(tests) or "none", "keep one")
    texts = tests[0] in ("is", "in")
    if texts and not any(kind in raw for kind in ("fact", "context", "answer")):
        raise _bad(place, "is and in on a fact, context or answer", tests[0], "compare a number")
    if texts and "per" in raw:
        raise _bad(place, "a comparison beside per", tests[0], "use at_least or the like")
    return tests[0]


def _bad(place: str, expected: str, came: str, do: str) -> ScoringError:
    return ScoringError("bad-condition", f"{place}: condition", expected, came, do)
