"""Conditions on facts, answers and sums (条件), true, false or unknown (None).

A condition whose fact or answer is missing is unknown; it never counts as true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from scoring.numbers import plain, ratio_text

Value = Decimal | str | tuple[str, ...] | None
Truth = bool | None

SIGNS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}


class View(Protocol):
    """What a condition may look at while a visit is graded."""

    def fact(self, name: str) -> Value: ...

    def context(self, name: str) -> Value: ...

    def answer(self, code: str) -> Value: ...

    def points(self, of: str) -> Decimal | None: ...

    def rate(self, of: str) -> tuple[Decimal, Decimal] | None: ...

    def total(self) -> Fraction: ...

    def failed(self, selection: Mapping[str, Any]) -> tuple[int, int]:
        """How many selected items fail, and how many are not answered yet."""

    def rating(self, name: str) -> str | None:
        """The level of a rating, None while it has none."""

    def score(self, name: str) -> Decimal | None:
        """The score of a rating's level."""


class Condition(Protocol):
    """One condition of a standard."""

    def holds(self, view: View) -> Truth: ...

    def have(self, view: View) -> str:
        """What is there now, for print; ``unknown`` where it is missing."""

    def need(self) -> str:
        """What is asked for, for print."""

    def reads(self) -> frozenset[tuple[str, str]]:
        """Everything the condition looks at, as (kind, name)."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, view: View) -> Truth:
        truths = [part.holds(view) for part in self.parts]
        if False in truths:
            return False
        return None if None in truths else True

    def have(self, view: View) -> str:
        return "; ".join(part.have(view) for part in self.parts)

    def need(self) -> str:
        return " and ".join(_bracket(part) for part in self.parts)

    def reads(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*(part.reads() for part in self.parts))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, view: View) -> Truth:
        truths = [part.holds(view) for part in self.parts]
        if True in truths:
            return True
        return None if None in truths else False

    def have(self, view: View) -> str:
        return "; ".join(part.have(view) for part in self.parts)

    def need(self) -> str:
        return " or ".join(_bracket(part) for part in self.parts)

    def reads(self) -> frozenset[tuple[str, str]]:
        return frozenset().union(*(part.reads() for part in self.parts))


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; unknown stays unknown."""

    part: Condition

    def holds(self, view: View) -> Truth:
        truth = self.part.holds(view)
        return None if truth is None else not truth

    def have(self, view: View) -> str:
        return self.part.have(view)

    def need(self) -> str:
        return f"not ({self.part.need()})"

    def reads(self) -> frozenset[tuple[str, str]]:
        return self.part.reads()


@dataclass(frozen=True, slots=True)
class Equal:
    """A fact, answer or part of the context is one of these texts."""

    kind: str
    name: str
    among: tuple[str, ...]

    def holds(self, view: View) -> Truth:
        value = _looked_up(view, self.kind, self.name)
        if value is None:
            return None
        if isinstance(value, tuple):
            return any(text in self.among for text in value)
        if isinstance(value, Decimal):
            return any(_same_number(value, text) for text in self.among)
        return value in self.among

    def have(self, view: View) -> str:
        return _shown(_looked_up(view, self.kind, self.name))

    def need(self) -> str:
        return f"{self.kind} {self.name} is {' or '.join(self.among)}"

    def reads(self) -> frozenset[tuple[str, str]]:
        return frozenset({(self.kind, self.name)})


@dataclass(frozen=True, slots=True)
class Compare:
    """A number, or its ratio to a fact, against a bound; cross-multiplied, never divided.

    per: the fact below the line; per_at_least: the least it counts as (不足…按…计).
    """

    kind: str
    name: str
    sign: str
    bound: Fraction
    per: str | None = None
    per_at_least: Decimal | None = None

    def holds(self, view: View) -> Truth:
        pair = self._over_under(view)
        if pair is None:
            return None
        over, under = pair
        return meets(over * self.bound.denominator, self.sign, under * self.bound.numerator)

    def have(self, view: View) -> str:
        pair = self._over_under(view)
        if pair is None:
            return "unknown"
        over, under = pair
        return ratio_text(over / under) if under else f"{ratio_text(over)}/0"

    def need(self) -> str:
        name = self.name if not self.per else f"{self.name} per {self.per}"
        if self.per_at_least is not None:
            name += f" (counted as at least {plain(self.per_at_least)})"
        return f"{self.kind} {name} {SIGNS[self.sign]} {ratio_text(self.bound)}".replace("  ", " ")

    def reads(self) -> frozenset[tuple[str, str]]:
        below = {("fact", self.per)} if self.per else set()
        return frozenset({(self.kind, self.name)} | below)

    def _over_under(self, view: View) -> tuple[Fraction, Fraction] | None:
        if self.kind == "total":
            return view.total(), Fraction(1)
        if self.kind == "rate":
            rate = view.rate(self.name)
            return (Fraction(rate[0]), Fraction(rate[1])) if rate else None
        over = _number(_looked_up(view, self.kind, self.name))
        if over is None or self.per is None:
            return None if over is None else (Fraction(over), Fraction(1))
        under = _number(view.fact(self.per))
        if under is not None and self.per_at_least is not None:
            under = max(under, self.per_at_least)
        return None if under is None else (Fraction(over), Fraction(under))


def meets(left: Fraction | int, sign: str, right: Fraction | int) -> bool:
    """One comparison by its word."""
    if sign == "at_least":
        return left >= right
    if sign == "at_most":
        return left <= right
    return left > right if sign == "above" else left < right


def _bracket(part: Condition) -> str:
    return f"({part.need()})" if isinstance(part, All | AnyOf) else part.need()


def _looked_up(view: View, kind: str, name: str) -> Value:
    if kind == "fact":
        return view.fact(name)
    if kind == "context":
        return view.context(name)
    if kind in ("rating", "score"):
        return view.rating(name) if kind == "rating" else view.score(name)
    return view.answer(name) if kind == "answer" else view.points(name)


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _same_number(value: Decimal, text: str) -> bool:
    return plain(value) == text


def _shown(value: Value) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, tuple):
        return "+".join(value)
    return plain(value) if isinstance(value, Decimal) else value
