"""The best answer to an item: what improvement aims at, what a worked case leaves out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.checklist import Item
from scoring.numbers import plain, rounded_to
from scoring.result import Facts
from scoring.rules.bands import Bands
from scoring.rules.base import NO_FACTS
from scoring.rules.choice import Choice
from scoring.rules.count_each import CountEach
from scoring.rules.expert import Expert
from scoring.rules.fraction_of import FractionOf

UNIT = Decimal("0.000001")


def best_answer(item: Item, *, low: bool, facts: Facts = NO_FACTS) -> object:
    """An answer, as JSON, that serves the home best; facts let it ask for no more than needed."""
    if low:
        return _fewest(item)
    if isinstance(item.rule, FractionOf) and item.rule.fact is not None:
        base = facts.get(item.rule.fact)
        if isinstance(base, Decimal):
            return plain(_rounded_up(Fraction(base) * item.rule.times))
    return item.rule.best()


def _fewest(item: Item) -> object:
    """The answer with the fewest points, where points are faults."""
    rule = item.rule
    if isinstance(rule, Choice):
        return min(rule.options, key=lambda option: rule.options[option])
    if isinstance(rule, CountEach):
        return 0
    if isinstance(rule, Expert):
        return {"points": plain(rule.least), "reason": "best"}
    assert isinstance(rule, Bands)
    edge = rule.bands[-1].edge
    if not rule.upwards:
        beyond = edge + UNIT
        return plain(beyond) if not rule.share or beyond <= 1 else plain(edge)
    return plain(edge - UNIT) if not rule.share or edge > 0 else plain(edge)


def _rounded_up(value: Fraction) -> Decimal:
    down = rounded_to(value, 6, "down")
    return down if Fraction(down) == value else down + UNIT
