"""Points by the one option that fits (单选)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.errors import ScoringError
from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_answer, within


@dataclass(frozen=True, slots=True)
class Choice:
    """Award the points of the chosen option."""

    options: Mapping[str, Decimal]

    @property
    def most(self) -> Decimal:
        return max(self.options.values())

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> str:
        if isinstance(raw, str) and raw in self.options:
            return raw
        raise bad_answer(place, f"one of {', '.join(self.options)}", raw, "choose an option id")

    def award(self, value: str) -> Award:
        return Award(self.options[value], Words(f"选项 {value}", f"option {value}"))

    def best(self) -> str:
        return max(self.options, key=lambda option: self.options[option])


def options_of(data: Mapping[str, Any], setting: Setting) -> dict[str, Decimal]:
    """Option id → points, each id once, none above the item.

    Raises ScoringError ``option-twice`` or ``points-above-item``.
    """
    options: dict[str, Decimal] = {}
    for option in data["options"]:
        name = option["id"]
        if name in options:
            raise ScoringError(
                "option-twice", setting.place, "each option id once", name, "rename one"
            )
        options[name] = within(Decimal(option["points"]), setting, f"option {name}")
    return options


def build(data: Mapping[str, Any], setting: Setting) -> Choice:
    """From ``with: {options: [{id, points, title}]}``."""
    return Choice(options_of(data, setting))
