"""How far totals and rates alone ask for improvement: the bound of the search for the cheapest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from scoring.batch.knapsack import Choice, cheapest
from scoring.checklist import Level
from scoring.engine import Scored
from scoring.improvable import Candidate
from scoring.numbers import plain


class Relaxation:
    """A level's total and rates as needs of gains, in whole numbers."""

    def __init__(
        self,
        scored: Scored,
        level: Level,
        free: Sequence[Candidate],
        wanted: frozenset[str] = frozenset(),
    ) -> None:
        self.wanted = wanted
        self.scored = scored
        self.level = level
        self.free = free
        self.low = scored.standard.settings.good == "low"
        digits = [_decimals(one.gain) for one in free]
        self.unit: int = 10 ** max(digits, default=0)

    def cheapest(self) -> tuple[int, list[str]] | None:
        """The least packed cost and the items; None where nothing reaches.

        Among equally good sets one with many wanted items: the last digit of the cost.
        """
        last = len(self.free) + 1
        chapters = list(self.scored.chapters)
        choices = [
            Choice(
                one.code,
                chapters.index(one.chapter),
                int(one.gain * self.unit),
                one.packed * last - (one.code in self.wanted),
            )
            for one in self.free
        ]
        needs = [self._in_units(self._rate_need(chapter)) for chapter in chapters]
        solved = cheapest(choices, needs, self._in_units(self._total_need()))
        return None if solved is None else (-(-solved[0] // last), solved[1])

    def _in_units(self, need: Fraction) -> int:
        return max(0, ceil(need * self.unit))

    def _rate_need(self, chapter: str) -> Fraction:
        """Points that a chapter must still gain (or lose, where points are faults)."""
        rate = self.level.rates.get(chapter)
        pair = self.scored.rate(chapter)
        if self.scored.standard.base is not None or rate is None or not pair or not pair[1]:
            return Fraction(0)
        short = Fraction(pair[1]) * rate - Fraction(pair[0])
        return -short if self.low else short

    def _total_need(self) -> Fraction:
        standard, total = self.scored.standard, self.level.total
        if standard.base is not None or total is None:
            return Fraction(0)
        points, need = Fraction(self.scored.points_total), Fraction(total)
        if standard.settings.total_as == "scaled" and self.scored.applicable_total:
            need = need * Fraction(self.scored.applicable_total) / Fraction(self.scored.full_total)
        return points - need if self.low else need - points


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])
