"""Conditions that count or pick among several: failing items, ratings, the worst part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from scoring.conditions import SIGNS, All, AnyOf, Condition, Not, Truth, View, meets
from scoring.numbers import plain, ratio_text


@dataclass(frozen=True, slots=True)
class Failed:
    """So many of the selected items fail (不符合项数); unknown while open answers could decide."""

    selection: Mapping[str, Any]
    sign: str = "at_least"
    bound: Fraction = Fraction(1)

    def holds(self, view: View) -> Truth:
        return sure(view.failed(self.selection), self.sign, self.bound)

    def have(self, view: View) -> str:
        failed, still_open = view.failed(self.selection)
        return f"{failed}" if not still_open else f"{failed} ({still_open} not answered)"

    def need(self) -> str:
        chosen = " ".join(f"{key}={value}" for key, value in sorted(self.selection.items()))
        return f"failed {chosen} {SIGNS[self.sign]} {ratio_text(self.bound)}".replace("  ", " ")

    def reads(self) -> frozenset[tuple[str, str]]:
        chapter, item = self.selection.get("chapter"), self.selection.get("item")
        reads = {("failed", "")}
        reads |= {("points", chapter)} if chapter else set()
        return frozenset(reads | ({("points", item)} if item else set()))


@dataclass(frozen=True, slots=True)
class Rated:
    """So many of these ratings stand at one of these levels; unknown while missing could decide."""

    of: tuple[str, ...]
    among: tuple[str, ...]
    sign: str = "at_least"
    bound: Fraction = Fraction(1)

    def holds(self, view: View) -> Truth:
        return sure(self._count(view), self.sign, self.bound)

    def have(self, view: View) -> str:
        count, missing = self._count(view)
        return f"{count}" if not missing else f"{count} ({missing} missing)"

    def need(self) -> str:
        named = f"{', '.join(self.of)} at {' or '.join(self.among)}"
        return f"ratings {named} {SIGNS[self.sign]} {ratio_text(self.bound)}"

    def reads(self) -> frozenset[tuple[str, str]]:
        return frozenset(("rating", name) for name in self.of)

    def _count(self, view: View) -> tuple[int, int]:
        levels = [view.rating(name) for name in self.of]
        return sum(level in self.among for level in levels), levels.count(None)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The greatest or least points among items or chapters; those out of scoring are left out."""

    pick: Literal["most", "least"]
    of: tuple[str, ...]
    sign: str
    bound: Fraction

    def holds(self, view: View) -> Truth:
        value = self._value(view)
        return None if value is None else meets(Fraction(value), self.sign, self.bound)

    def have(self, view: View) -> str:
        value = self._value(view)
        return "unknown" if value is None else plain(value)

    def need(self) -> str:
        return f"{self.pick} of {', '.join(self.of)} {SIGNS[self.sign]} {ratio_text(self.bound)}"

    def reads(self) -> frozenset[tuple[str, str]]:
        return frozenset(("points", name) for name in self.of)

    def _value(self, view: View) -> Decimal | None:
        there = [value for name in self.of if (value := view.points(name)) is not None]
        return (max(there) if self.pick == "most" else min(there)) if there else None


def counts_in(condition: Condition) -> list[Failed]:
    """Every count of failing items inside a condition."""
    if isinstance(condition, Failed):
        return [condition]
    if isinstance(condition, All | AnyOf):
        return [one for part in condition.parts for one in counts_in(part)]
    return counts_in(condition.part) if isinstance(condition, Not) else []


def sure(counted: tuple[int, int], sign: str, bound: Fraction) -> Truth:
    """Whether a count meets its bound; None while the open ones could change that."""
    count, still_open = counted
    now, later = meets(count, sign, bound), meets(count + still_open, sign, bound)
    return now if now == later else None
