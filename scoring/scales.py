"""Ratings that feed a result (分项评级) and the ways a level comes about, as nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from scoring.conditions import Condition
from scoring.result import Words

if TYPE_CHECKING:
    from scoring.checklist import Ground, Limit

MISSING = "missing"  # in a row of a table: this rating is missing; no level may be named so
ANY = "*"
MAIN = "result"  # the name under which the result itself stands among the ratings

TermKind = Literal["points", "rate", "score", "fact"]


class Span(NamedTuple):
    """From this day to that day, both inclusive; None leaves an end open (施行期间)."""

    start: str | None
    end: str | None

    def holds_on(self, day: object) -> bool:
        """Whether a rule stands on that day; without a day the rules without an end stand."""
        if not isinstance(day, str):
            return self.end is None
        return (self.start or "") <= day and (self.end is None or day <= self.end)


ALWAYS = Span(None, None)


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a weighted sum: points or rate of a part, score of a rating, or a fact."""

    kind: TermKind
    name: str
    times: Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """A weighted sum (加权合计).

    missing: what a missing part does: ``none`` leaves no value, ``zero`` counts as 0, ``skip``
    spreads its weight over the others.
    """

    terms: tuple[Term, ...]
    missing: Literal["none", "zero", "skip"] = "none"


@dataclass(frozen=True, slots=True)
class Cuts:
    """Cut points inside a population (分位划线): known in a batch only.

    by: strata that make up a population; shares: level → the level is reached while the number
    of strictly better ones is below share × n; min_n: smaller populations have no level, but by
    the place among the population that ``else_by`` makes up, where that is given.
    """

    measure: Measure
    good: Literal["high", "low"]
    by: tuple[str, ...]
    shares: Mapping[str, Fraction]
    min_n: int
    else_by: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: per rating the levels it speaks of, and the level it gives."""

    match: tuple[frozenset[str], ...]
    level: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A combination of ratings → a level; the first row that fits counts (对照表)."""

    of: tuple[str, ...]
    rows: tuple[Row, ...]

    def level(self, levels: tuple[str, ...]) -> str | None:
        """The level for these levels, one a rating; ``missing`` where there is none."""
        for row in self.rows:
            if all(one in match for one, match in zip(levels, row.match, strict=True)):
                return row.level
        return None


@dataclass(frozen=True, slots=True)
class WorstOf:
    """The lowest of several ratings (就低).

    missing: ``none`` leaves no level, ``skip`` looks at the others, ``lowest`` counts as the
    lowest level.
    """

    of: tuple[str, ...]
    missing: Literal["none", "skip", "lowest"] = "none"


Base = Measure | Cuts | Table | WorstOf


@dataclass(frozen=True, slots=True)
class Mark:
    """A level of a rating: from which value on it is reached, and its score in further sums."""

    id: str
    title: Words
    bound: Fraction | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Step:
    """So many levels up or down when … (升降档), never beyond its own bounds.

    by: 0 for a mere bound. at_most, at_least: the level this step does not lead beyond.
    """

    id: str
    title: Words | None
    when: Condition | None
    by: int
    at_most: str | None
    at_least: str | None
    span: Span
    ground: Ground

    def moved(self, index: int, ids: tuple[str, ...]) -> int:
        """The level's place after this step, clamped to the scale and to the step's bounds."""
        ceiling = ids.index(self.at_most) if self.at_most is not None else len(ids) - 1
        floor = ids.index(self.at_least) if self.at_least is not None else 0
        if self.by > 0:
            return max(index, min(index + self.by, ceiling))
        if self.by < 0:
            return min(index, max(index + self.by, floor))
        return min(max(index, floor), ceiling)


@dataclass(frozen=True, slots=True)
class SubRating:
    """A rating of its own (分项评级) that conditions, sums and tables read.

    upwards: True where a greater value is the better one.
    """

    id: str
    title: Words
    base: Base
    upwards: bool
    marks: tuple[Mark, ...]
    limits: tuple[Limit, ...]
    steps: tuple[Step, ...]
    ground: Ground

    @property
    def ids(self) -> tuple[str, ...]:
        """Its levels from the lowest to the highest."""
        return tuple(mark.id for mark in self.marks)

    @property
    def scored(self) -> bool:
        """Whether each level has a score."""
        return all(mark.score is not None for mark in self.marks)

    def conditions(self) -> list[tuple[str, Condition]]:
        """The conditions of its limits and steps, by their ids."""
        return conditions_of(self.limits, self.steps)


def conditions_of(limits: Iterable[Limit], steps: Iterable[Step]) -> list[tuple[str, Condition]]:
    """The conditions of limits and steps, by their ids."""
    named = [(limit.id, limit.when) for limit in limits]
    named += [(step.id, step.when) for step in steps]
    return [(name, when) for name, when in named if when is not None]


def ids_of(limits: Iterable[Limit], steps: Iterable[Step]) -> list[str]:
    """The ids of limits and steps."""
    return [limit.id for limit in limits] + [step.id for step in steps]
