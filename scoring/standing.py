"""Where a visit stands on a rating of its own (分项评级): sums, cut points, tables, steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scoring.conditions import Condition
from scoring.numbers import plain, rounded_to
from scoring.scales import MISSING, Base, Cuts, Mark, Measure, Span, Step, SubRating, Table, WorstOf

if TYPE_CHECKING:
    from scoring.engine import Scored


class Standing(NamedTuple):
    """A place inside a population: how many are strictly better, out of how many."""

    better: int
    among: int


Standings = Mapping[str, Standing]  # by rating; ``result`` for the result itself


@dataclass(frozen=True, slots=True)
class Stood:
    """How a rating came out.

    mark: its level, None where it has none. base: the level before limits and steps.
    """

    mark: Mark | None
    base: Mark | None
    value: Fraction | None
    why: str
    limited_by: tuple[str, ...] = ()
    adjusted: tuple[str, ...] = ()

    @property
    def level(self) -> str | None:
        return self.mark.id if self.mark else None


class Placed(NamedTuple):
    """What a base gives: the level's place (-1 for none), the value it came from, and why."""

    place: int
    value: Fraction | None
    why: str


def stand(scored: Scored, rating: SubRating) -> Stood:
    """Decide a rating: its base, then its limits, then its steps in order."""
    base = placed(scored, rating.id, rating.base, rating.ids, rating)
    index, limited = base.place, []
    for limit in rating.limits:
        if stands(scored, limit.span, limit.when):
            cap = rating.ids.index(limit.at_most) if limit.at_most is not None else -1
            limited += [limit.id] if cap < base.place else []
            index = min(index, cap)
    index, adjusted = stepped(
        index, rating.steps, rating.ids, lambda step: stands(scored, step.span, step.when)
    )
    marks = (*rating.marks, None)
    return Stood(
        marks[index], marks[base.place], base.value, base.why, tuple(limited), tuple(adjusted)
    )


def stands(scored: Scored, span: Span, when: Condition | None) -> bool:
    """Whether a rule is in force on the visit's day and its condition holds."""
    if not span.holds_on(scored.context("on")):
        return False
    return when is None or when.holds(scored) is True


def stepped(
    index: int, steps: Sequence[Step], ids: tuple[str, ...], falls: Callable[[Step], bool]
) -> tuple[int, list[str]]:
    """The place after all steps in order, and the steps that moved it; none stays none."""
    moved = []
    for step in steps if index >= 0 else ():
        after = step.moved(index, ids) if falls(step) else index
        moved += [step.id] if after != index else []
        index = after
    return index, moved


def placed(
    scored: Scored, name: str, base: Base, ids: tuple[str, ...], rating: SubRating | None = None
) -> Placed:
    """The level that a base gives, before limits and steps."""
    if isinstance(base, Measure):
        value = measured(scored, base)
        index = reached(value, rating) if rating is not None and value is not None else -1
        return Placed(index, value, value_text(value))
    if isinstance(base, Cuts):
        return _cut(measured(scored, base.measure), scored.standings.get(name), base, ids)
    levels = [scored.rating(one) for one in base.of]
    why = ", ".join(f"{of} {level or MISSING}" for of, level in zip(base.of, levels, strict=True))
    if isinstance(base, Table):
        level = base.level(tuple(one or MISSING for one in levels))
        return Placed(ids.index(level) if level is not None else -1, None, why)
    return Placed(worst(levels, base, ids), None, why)


def worst(levels: Sequence[str | None], base: WorstOf, ids: tuple[str, ...]) -> int:
    """The lowest of these levels, by the base's policy on missing ones; -1 for none."""
    if None in levels and base.missing != "skip":
        return 0 if base.missing == "lowest" else -1
    return min((ids.index(level) for level in levels if level is not None), default=-1)


def reached(value: Fraction, rating: SubRating) -> int:
    """The best level whose bound the value meets; -1 for none."""
    held = [
        index
        for index, mark in enumerate(rating.marks)
        if mark.bound is None or (value >= mark.bound if rating.upwards else value <= mark.bound)
    ]
    return max(held, default=-1)


def cut_index(standing: Standing, cuts: Cuts, ids: tuple[str, ...]) -> int:
    """The best level for which strictly fewer than share × n are better; -1 for none."""
    if standing.among < cuts.min_n:
        return -1
    held = [
        ids.index(one)
        for one, share in cuts.shares.items()
        if standing.better < share * standing.among
    ]
    return max(held, default=-1)


def measured(scored: Scored, measure: Measure) -> Fraction | None:
    """The weighted sum; None where a missing part leaves no value."""
    values = [(term.times, _term_value(scored, term.kind, term.name)) for term in measure.terms]
    there = [times * value for times, value in values if value is not None]
    if len(there) == len(values) or measure.missing == "zero":
        return sum(there, Fraction(0))
    if not there or measure.missing == "none":
        return None
    weight = sum((times for times, value in values if value is not None), Fraction(0))
    return sum(there, Fraction(0)) * sum(term.times for term in measure.terms) / weight


def value_text(value: Fraction | None) -> str:
    """A value for print: six decimals at most, half up; ``missing`` where there is none."""
    return MISSING if value is None else plain(rounded_to(value, 6))


def _term_value(scored: Scored, kind: str, name: str) -> Fraction | None:
    if kind == "score":
        return _fraction(scored.score(name))
    if kind == "fact":
        fact = scored.fact(name)
        return _fraction(fact if isinstance(fact, Decimal) else None)
    rate = scored.rate(name)
    if rate is None or not rate[1] or not scored.applicable(name):
        return None
    return Fraction(rate[0]) / Fraction(rate[1]) if kind == "rate" else Fraction(rate[0])


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _cut(
    value: Fraction | None, standing: Standing | None, cuts: Cuts, ids: tuple[str, ...]
) -> Placed:
    shown = value_text(value)
    if value is None or standing is None:
        return Placed(-1, value, f"{shown}; place in the population unknown, known in a batch only")
    index = cut_index(standing, cuts, ids)
    least = f", at least {cuts.min_n} needed" if standing.among < cuts.min_n else ""
    return Placed(index, value, f"{shown}; {standing.better} of {standing.among} better{least}")
