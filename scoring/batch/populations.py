"""Places inside populations (分位): a first pass collects values, a second one asks for places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import lcm

import numpy as np
from numpy.typing import NDArray

from scoring.batch.chunk import Chunk
from scoring.batch.exact import ROOM, Bools, Ints, largest, scaled
from scoring.batch.scales import measured
from scoring.batch.truths import FINE
from scoring.checklist import Standard
from scoring.errors import ScoringError
from scoring.scales import MAIN, Cuts, Measure

SHARE_BITS = 61
DENOMINATOR_BITS = 30
BETWEEN = "\x1f"  # joins the strata of a population's name


def cuts_of(standard: Standard) -> dict[str, Cuts]:
    """Every rating, and perhaps the result, that is decided by cut points."""
    found = {one.id: one.base for one in standard.ratings if isinstance(one.base, Cuts)}
    if isinstance(standard.base, Cuts):
        found[MAIN] = standard.base
    return found


class Population:
    """The values of all visits under one set of cut points, by stratum; 8 bytes a visit.

    wider: the one that places visits of strata that are too small, where the cuts name one.
    """

    def __init__(self, name: str, cuts: Cuts) -> None:
        self.name = name
        self.cuts = cuts
        else_by = cuts.else_by
        self._wider = (
            Population(name, replace(cuts, by=else_by, else_by=None))
            if else_by is not None
            else None
        )
        self._values: dict[str, list[NDArray[np.int64]]] = {}
        self._sorted: dict[str, NDArray[np.int64]] = {}

    @property
    def reads_scores(self) -> bool:
        """Whether its values rest on other ratings."""
        return any(term.kind == "score" for term in self.cuts.measure.terms)

    def collect(self, chunk: Chunk, strata: Sequence[str], sound: Bools) -> None:
        """Take the values of one chunk."""
        values, known = self._ranked(chunk)
        known = known & sound
        for stratum, inside in _by_stratum(strata):
            mine = values[inside & known]
            if len(mine):
                self._values.setdefault(stratum, []).append(mine)
        if self._wider is not None:
            self._wider.collect(chunk, self._widened(strata), sound)

    def close(self) -> None:
        """All values are there: sort them, stratum by stratum."""
        for stratum in list(self._values):
            self._sorted[stratum] = np.sort(np.concatenate(self._values.pop(stratum)))
        if self._wider is not None:
            self._wider.close()

    def places(self, chunk: Chunk, strata: Sequence[str]) -> tuple[Ints, Ints]:
        """Per visit how many are strictly better, and among how many."""
        values, _ = self._ranked(chunk)
        better, among = np.zeros(chunk.n, np.int64), np.zeros(chunk.n, np.int64)
        for stratum, inside in _by_stratum(strata):
            all_of_them = self._sorted.get(stratum, np.empty(0, np.int64))
            after = np.searchsorted(all_of_them, values[inside], side="right")
            better[inside] = len(all_of_them) - after
            among[inside] = len(all_of_them)
        if self._wider is None:
            return better, among
        small = among < self.cuts.min_n
        more, total = self._wider.places(chunk, self._widened(strata))
        return np.where(small, more, better), np.where(small, total, among)

    def _widened(self, strata: Sequence[str]) -> list[str]:
        """Per visit its wider stratum: the same, less the strata that are left out."""
        kept = [at for at, name in enumerate(self.cuts.by) if name in (self.cuts.else_by or ())]
        made = {one: BETWEEN.join(one.split(BETWEEN)[at] for at in kept) for one in set(strata)}
        return [made[one] for one in strata]

    def _ranked(self, chunk: Chunk) -> tuple[NDArray[np.int64], Bools]:
        """Whole numbers in the order of the values, the greater the better, and where known."""
        (over, under), known = measured(chunk, self.cuts.measure)
        over = np.where(known, over, 0)
        if self.cuts.measure.terms[0].kind == "rate":
            ranks, fine = _shares(over, under), largest(under) < 1 << DENOMINATOR_BITS
        else:
            ranks = _wholes(over, under, common_of(self.cuts.measure, chunk.plan.unit))
            fine = largest(ranks) < ROOM
        if not fine:
            raise ScoringError(
                "cuts-too-fine",
                self.name,
                "values that 62 bits can rank",
                "finer ones",
                "rank by points, scores or facts with simple weights, or by one rate",
            )
        return (-ranks if self.cuts.good == "low" else ranks).astype(np.int64), known


def common_of(measure: Measure, unit: int) -> int:
    """One denominator for every value that a sum without rates can have."""
    common = lcm(
        *(
            term.times.denominator * (unit if term.kind == "points" else FINE)
            for term in measure.terms
        )
    )
    if measure.missing != "skip":
        return common
    fine = lcm(*(term.times.denominator for term in measure.terms))
    sums = {0}
    for term in measure.terms:
        sums |= {one + int(term.times * fine) for one in sums}
    return common * lcm(*(sums - {0}))


def _wholes(over: Ints, under: Ints, common: int) -> Ints:
    """Values over the common denominator; the division leaves no rest."""
    return np.asarray(scaled(over.astype(object), common) // under)


def _shares(over: Ints, under: Ints) -> Ints:
    """Shares in 61 bits: two different ones with denominators below 2^30 lie 2^-60 apart."""
    return np.asarray(scaled(over.astype(object), 1 << SHARE_BITS) // under)


def _by_stratum(strata: Sequence[str]) -> list[tuple[str, Bools]]:
    distinct, place = np.unique(np.array(strata), return_inverse=True)
    return [(str(name), place == at) for at, name in enumerate(distinct)]
