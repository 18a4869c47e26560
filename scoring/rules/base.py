"""What every rule kind (评分规则) can do, and the helpers that several share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from scoring.errors import ScoringError, shown
from scoring.numbers import Rounding
from scoring.result import Award, Facts

NO_FACTS: Facts = {}


class Rule(Protocol):
    """From an answer to points; knows its own shape of answer."""

    @property
    def most(self) -> Decimal:
        """The most points this rule can award."""

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> Any:
        """Check the shape of an answer from outside; raises ScoringError ``bad-answer``."""

    def award(self, value: Any) -> Award:
        """Decide the points for what ``read`` returned."""

    def best(self) -> object:
        """An answer, as JSON, that earns the most this rule can give."""


class Setting:
    """What a rule may use of its item and standard while it is built."""

    __slots__ = ("full", "place", "rounding")

    def __init__(
        self, full: Decimal, place: str, rounding: tuple[int, Rounding] | None = None
    ) -> None:
        self.full = full
        self.place = place
        self.rounding = rounding


Build = Callable[[Mapping[str, Any], Setting], Rule]


def bad_answer(place: str, expected: str, came: object, do: str) -> ScoringError:
    """An answer whose shape does not fit its item's rule."""
    return ScoringError("bad-answer", place, expected, shown(came), do)


def bad_rule(place: str, expected: str, came: object, do: str) -> ScoringError:
    """A rule whose parameters contradict each other or the item's points."""
    return ScoringError("bad-rule", place, expected, str(came), do)


def within(points: Decimal, setting: Setting, what: str) -> Decimal:
    """Points of one option or band, which may not exceed the item's.

    Raises ScoringError ``points-above-item``.
    """
    if points <= setting.full:
        return points
    raise ScoringError(
        "points-above-item",
        setting.place,
        f"at most {setting.full} points for {what}",
        str(points),
        "lower them, or raise max_points",
    )
