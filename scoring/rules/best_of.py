"""Points of the best of several options that hold (择优计分)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_answer
from scoring.rules.choice import options_of


@dataclass(frozen=True, slots=True)
class BestOf:
    """Award the highest among the options that hold; they never add up."""

    options: Mapping[str, Decimal]

    @property
    def most(self) -> Decimal:
        return max(self.options.values())

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> tuple[str, ...]:
        names = raw if isinstance(raw, list) else []
        known = all(isinstance(name, str) and name in self.options for name in names)
        if not isinstance(raw, list) or not known or len(set(names)) != len(names):
            raise bad_answer(
                place, f"a list of ids, each once, from {', '.join(self.options)}", raw, "list ids"
            )
        return tuple(names)

    def award(self, value: tuple[str, ...]) -> Award:
        if not value:
            return Award(Decimal(0), Words("均不符合", "none holds"))
        best = max(value, key=lambda name: self.options[name])
        return Award(self.options[best], Words(f"择优：{best}", f"best of them: {best}"))

    def best(self) -> list[str]:
        return list(self.options)


def build(data: Mapping[str, Any], setting: Setting) -> BestOf:
    """From ``with: {options: [{id, points, title}]}``."""
    return BestOf(options_of(data, setting))
