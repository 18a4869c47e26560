"""All points or none (是否符合)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_answer


@dataclass(frozen=True, slots=True)
class YesNo:
    """Award everything for the good answer, nothing for the other.

    good: ``no`` for a question that asks for something bad (是否存在…).
    """

    most: Decimal
    good: str = "yes"

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> str:
        if raw in ("yes", "no"):
            return str(raw)
        raise bad_answer(place, '"yes" or "no"', raw, "answer in quotes, in lower case")

    def award(self, value: str) -> Award:
        if value == self.good:
            return Award(self.most, Words("符合", "met"))
        return Award(Decimal(0), Words("不符合", "not met"))

    def best(self) -> str:
        return self.good


def build(data: Mapping[str, Any], setting: Setting) -> YesNo:
    """From ``with: {good: "yes"}``, which may be left out."""
    return YesNo(setting.full, data.get("good", "yes"))
