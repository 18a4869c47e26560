"""Points lost for each bad thing found, down to a floor (逐项扣分)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.numbers import plain, whole_of
from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting
from scoring.rules.count_each import each_and_cap


@dataclass(frozen=True, slots=True)
class DeductEach:
    """Start from all points, take ``each`` away for every one counted, never more than ``cap``."""

    most: Decimal
    each: Decimal
    cap: Decimal

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> int:
        return whole_of(raw, place)

    def award(self, value: int) -> Award:
        each, cap = plain(self.each), plain(self.cap)
        return Award(
            self.most - min(self.cap, self.each * value),
            Words(
                f"{value} 处，每处扣 {each} 分，最多扣 {cap} 分",
                f"{value} found, {each} off for each, at most {cap}",
            ),
        )

    def best(self) -> int:
        return 0


def build(data: Mapping[str, Any], setting: Setting) -> DeductEach:
    """From ``with: {each, cap, unit}``."""
    each, cap = each_and_cap(data, setting)
    return DeductEach(setting.full, each, cap)
