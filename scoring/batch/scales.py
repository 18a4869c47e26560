"""Ratings of many visits: sums, cut points, tables, the lowest of several, limits and steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scoring.batch.exact import Bools, Ints, Ratio, against, plus, product, scaled
from scoring.batch.tables import truth_of
from scoring.batch.truths import FINE, Truths, numbers
from scoring.conditions import Condition
from scoring.scales import MISSING, Base, Cuts, Measure, Span, Step, SubRating, Table, Term, WorstOf
from scoring.standing import worst

if TYPE_CHECKING:
    from scoring.batch.chunk import Chunk

Places = NDArray[np.int64]  # a level's place, -1 for none
Populations = Mapping[str, tuple[Ints, Ints]]  # rating → strictly better, among how many


@dataclass(frozen=True, slots=True)
class RatedVisits:
    """The levels of one rating; value None where it has no sum."""

    rating: SubRating
    index: Places

    @property
    def ids(self) -> tuple[str, ...]:
        return self.rating.ids

    def truth(self, condition: Condition) -> Truths:
        """A condition on the level or its score, decided once a level."""
        reads = {kind for kind, _ in condition.reads()}
        values = [mark.score if reads == {"score"} else mark.id for mark in self.rating.marks]
        lut = [truth_of(condition, value) for value in (*values, None)]
        return np.array(lut, np.uint8)[self.index]


def rate_all(chunk: Chunk, populations: Populations) -> None:
    """Decide the ratings of the standard in order; later ones read earlier ones."""
    for rating in chunk.standard.ratings:
        if isinstance(rating.base, Measure):
            index = _reached(measured(chunk, rating.base), rating)
        else:
            index = placed(chunk, rating.id, rating.base, rating.ids, populations)
        for limit in rating.limits:
            cap = rating.ids.index(limit.at_most) if limit.at_most is not None else -1
            falls = stands(chunk, limit.span, limit.when)
            index = np.where(falls, np.minimum(index, cap), index)
        for step in rating.steps:
            index = np.where(
                stands(chunk, step.span, step.when), moved(step, rating.ids)[index], index
            )
        chunk.ratings[rating.id] = RatedVisits(rating, index)


def moved(step: Step, ids: tuple[str, ...]) -> Places:
    """Where a step leads from each place; none (the last entry) stays none."""
    return np.array([step.moved(at, ids) for at in range(len(ids))] + [-1], np.int64)


def stands(chunk: Chunk, span: Span, when: Condition | None) -> Bools:
    """Where a rule is in force and its condition holds."""
    there = chunk.context("on")
    days = there.table.lut(span, lambda entry: int(span.holds_on(entry.value)))
    standing: Bools = days[there.codes] == 1
    return standing if when is None else standing & (chunk.truth(when) == 1)


def placed(
    chunk: Chunk,
    name: str,
    base: Base,
    ids: tuple[str, ...],
    populations: Populations,
) -> Places:
    """The level that cut points, a table or the lowest of several give."""
    assert not isinstance(base, Measure)
    if isinstance(base, Cuts):
        if name not in populations:
            return np.full(chunk.n, -1, np.int64)
        known = measured(chunk, base.measure)[1]
        return np.where(known, _cut(populations[name], base, ids), -1)
    return _combined(chunk, base, ids)


def measured(chunk: Chunk, measure: Measure) -> tuple[Ratio, Bools]:
    """The weighted sum as a ratio, and where it has a value."""
    over, under = np.zeros(chunk.n, np.int64), np.ones(chunk.n, np.int64)
    weight, whole = over, sum((term.times for term in measure.terms), Fraction(0))
    fine = lcm(*(term.times.denominator for term in measure.terms))
    known, some = np.ones(chunk.n, np.bool_), np.zeros(chunk.n, np.bool_)
    total: Ratio = over, under
    for term in measure.terms:
        value, there = _term(chunk, term)
        total = _added(total, (np.where(there, value[0], 0), value[1]), term)
        weight = weight + np.where(there, int(term.times * fine), 0)
        known, some = known & there, some | there
    if measure.missing == "zero":
        return total, np.ones(chunk.n, np.bool_)
    if measure.missing == "none":
        return total, known
    over = scaled(total[0], int(whole * fine))
    under = product(total[1], np.where(some, weight, 1))
    return (np.where(known, total[0], over), np.where(known, total[1], under)), some


def _added(total: Ratio, value: Ratio, term: Term) -> Ratio:
    """total + times × value, over one denominator."""
    over, under = scaled(value[0], term.times.numerator), scaled(value[1], term.times.denominator)
    left, right = product(total[0], under), product(over, total[1])
    return plus(left, right), product(total[1], under)


def _term(chunk: Chunk, term: Term) -> tuple[Ratio, Bools]:
    one = np.ones(chunk.n, np.int64)
    if term.kind == "score":
        rated = chunk.ratings[term.name]
        scores = [int((mark.score or 0) * FINE) for mark in rated.rating.marks]
        return (np.array([*scores, 0])[rated.index], one * FINE), rated.index >= 0
    if term.kind == "fact":
        values, known = numbers(chunk, term.name)
        return (values, one * FINE), known
    over, under = chunk.rate(term.name)
    there = (under != 0) & (chunk.applicable(term.name) != 0)
    share = np.where(there, under, 1)
    return (over, share if term.kind == "rate" else one * chunk.plan.unit), there


def _reached(value: tuple[Ratio, Bools], rating: SubRating) -> Places:
    ratio, known = value
    index = np.full(len(known), -1, np.int64)
    for at, mark in enumerate(rating.marks):
        sign = "at_least" if rating.upwards else "at_most"
        held = known if mark.bound is None else known & against(ratio, sign, mark.bound)
        index = np.where(held, at, index)
    return index


def _cut(population: tuple[Ints, Ints], cuts: Cuts, ids: tuple[str, ...]) -> Places:
    better, among = population
    index = np.full(len(better), -1, np.int64)
    for at, level in enumerate(ids):
        share = cuts.shares.get(level)
        if share is not None:
            inside = scaled(better, share.denominator) < scaled(among, share.numerator)
            index = np.where(inside & (among >= cuts.min_n), at, index)
    return index


def _combined(chunk: Chunk, base: Table | WorstOf, ids: tuple[str, ...]) -> Places:
    """Each combination of levels that occurs, decided once."""
    rated = [chunk.ratings[name] for name in base.of]
    joint = np.zeros(chunk.n, np.int64)
    for one in rated:
        joint = joint * (len(one.ids) + 1) + one.index + 1
    distinct, numbered = np.unique(joint, return_inverse=True)
    lut = [_one_combination(int(number), rated, base, ids) for number in distinct]
    return np.array(lut, np.int64)[numbered]


def _one_combination(
    number: int, rated: Sequence[RatedVisits], base: Table | WorstOf, ids: tuple[str, ...]
) -> int:
    levels: list[str | None] = []
    for one in reversed(rated):
        number, at = divmod(number, len(one.ids) + 1)
        levels.insert(0, one.ids[at - 1] if at else None)
    if isinstance(base, WorstOf):
        return worst(levels, base, ids)
    level = base.level(tuple(one or MISSING for one in levels))
    return ids.index(level) if level is not None else -1
