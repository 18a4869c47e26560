"""How far totals and rates alone ask for improvement: the bound of the search for the cheapest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil

from scoring.batch.knapsack import Choice, Knapsack
from scoring.checklist import Level, Standard
from scoring.engine import Scored
from scoring.improvable import Candidate
from scoring.numbers import plain


class Relaxation:
    """Levels' totals and rates as needs of gains, in whole numbers.

    Costs count in units of ``last``, so that wanted items break ties.
    """

    def __init__(self, standard: Standard, candidates: Mapping[str, Candidate]) -> None:
        self.standard = standard
        self.candidates = candidates
        self.low = standard.settings.good == "low"
        digits = [_decimals(one.gain) for one in candidates.values()]
        self.unit: int = 10 ** max(digits, default=0)
        self.last = len(candidates) + 1
        self._plain = {code: self._choice(one, 0) for code, one in candidates.items()}
        self._wanted: dict[str, Choice] = {}
        self._knapsack = Knapsack()

    def cheapest(
        self, scored: Scored, level: Level, free: Iterable[str], wanted: Collection[str]
    ) -> tuple[int, list[str]] | None:
        """The least packed cost and the items; None where nothing reaches.

        Among equally good sets one with many wanted items.
        """
        groups: dict[str, list[Choice]] = {chapter: [] for chapter in scored.chapters}
        for code in free:
            choice = self._preferred(code) if code in wanted else self._plain[code]
            groups[self.candidates[code].chapter].append(choice)
        needs = [self._in_units(self._rate_need(scored, level, chapter)) for chapter in groups]
        whole = self._in_units(self._total_need(scored, level))
        solved = self._knapsack.cheapest(list(groups.values()), needs, whole)
        return None if solved is None else (-(-solved[0] // self.last), solved[1])

    def _choice(self, one: Candidate, wanted: int) -> Choice:
        return Choice(one.code, int(one.gain * self.unit), one.packed * self.last - wanted)

    def _preferred(self, code: str) -> Choice:
        if code not in self._wanted:
            self._wanted[code] = self._choice(self.candidates[code], 1)
        return self._wanted[code]

    def _in_units(self, need: Fraction) -> int:
        return max(0, ceil(need * self.unit))

    def _rate_need(self, scored: Scored, level: Level, chapter: str) -> Fraction:
        """Points that a chapter must still gain (or lose, where points are faults)."""
        rate = level.rates.get(chapter)
        pair = scored.rate(chapter)
        if self.standard.base is not None or rate is None or not pair or not pair[1]:
            return Fraction(0)
        short = Fraction(pair[1]) * rate - Fraction(pair[0])
        return -short if self.low else short

    def _total_need(self, scored: Scored, level: Level) -> Fraction:
        if self.standard.base is not None or level.total is None:
            return Fraction(0)
        points, need = Fraction(scored.points_total), Fraction(level.total)
        if self.standard.settings.total_as == "scaled" and scored.applicable_total:
            need = need * Fraction(scored.applicable_total) / Fraction(scored.full_total)
        return points - need if self.low else need - points


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])
