"""Points for each good thing found, up to a cap (逐项加分)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.numbers import plain, whole_of
from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_rule, within


@dataclass(frozen=True, slots=True)
class CountEach:
    """Award ``each`` for every one counted, never more than ``cap``."""

    each: Decimal
    cap: Decimal

    @property
    def most(self) -> Decimal:
        return self.cap

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> int:
        return whole_of(raw, place)

    def award(self, value: int) -> Award:
        each, cap = plain(self.each), plain(self.cap)
        return Award(
            min(self.cap, self.each * value),
            Words(f"{value} × {each} 分，最多 {cap} 分", f"{value} × {each}, at most {cap}"),
        )

    def best(self) -> int:
        return int(self.cap // self.each) + bool(self.cap % self.each)


def each_and_cap(data: Mapping[str, Any], setting: Setting) -> tuple[Decimal, Decimal]:
    """The step and the cap of a counting rule; the cap is the item's points unless given.

    Raises ScoringError ``bad-rule`` for a step of zero.
    """
    each = Decimal(data["each"])
    if not each:
        raise bad_rule(setting.place, "each above 0", data["each"], "give the points for one")
    cap = within(Decimal(data["cap"]), setting, "cap") if "cap" in data else setting.full
    return each, cap


def build(data: Mapping[str, Any], setting: Setting) -> CountEach:
    """From ``with: {each, cap, unit}``."""
    return CountEach(*each_and_cap(data, setting))
