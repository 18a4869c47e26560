"""Points in proportion to what is required (实测 ÷ 应有)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.numbers import Rounding, decimal_of, plain, ratio_of, ratio_text, rounded_to
from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_rule


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured and how much is required; None while the fact it rests on is missing."""

    value: Decimal
    required: Fraction | None


@dataclass(frozen=True, slots=True)
class FractionOf:
    """Award all points times measured ÷ required, never more than all, rounded once.

    required: a number, or the fact ``fact`` times ``times``. Nothing required earns everything.
    """

    most: Decimal
    times: Fraction
    fact: str | None
    decimals: int
    mode: Rounding

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> Measured:
        value = decimal_of(raw, place)
        if self.fact is None:
            return Measured(value, self.times)
        base = facts.get(self.fact)
        whole = Fraction(base) * self.times if isinstance(base, Decimal) else None
        return Measured(value, whole)

    def award(self, value: Measured) -> Award:
        have = plain(value.value)
        if value.required is None:
            why = Words(f"缺少数据 {self.fact}", f"fact {self.fact} is not known")
            return Award(Decimal(0), why, complete=False)
        need = ratio_text(value.required)
        why = Words(f"实测 {have}，应有 {need}", f"{have} of {need} required")
        if value.value >= value.required:
            return Award(self.most, why)
        points = Fraction(self.most) * Fraction(value.value) / value.required
        return Award(min(self.most, rounded_to(points, self.decimals, self.mode)), why)

    def best(self) -> str:
        return "999999999" if self.fact else plain(rounded_to(self.times + 1, 0))


def build(data: Mapping[str, Any], setting: Setting) -> FractionOf:
    """From ``with: {required: "200"}`` or ``{required: {fact, times}}``.

    Raises ScoringError ``bad-rule`` where the standard states no rounding.
    """
    if setting.rounding is None:
        raise bad_rule(
            setting.place,
            "rounding stated once in standard.yaml",
            "none",
            "add rounding: {decimals: 2, mode: half_up}",
        )
    decimals, mode = setting.rounding
    required = data["required"]
    if isinstance(required, str):
        return FractionOf(setting.full, Fraction(required), None, decimals, mode)
    times = ratio_of(required.get("times", "1"), setting.place)
    return FractionOf(setting.full, times, required["fact"], decimals, mode)
