"""Points by one of the marks A, B, C (符合, 基本符合, 不符合)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.result import Award, Facts, Words
from scoring.rules.base import NO_FACTS, Setting, bad_answer, bad_rule, within

MARKS = {
    "A": Words("符合", "met"),
    "B": Words("基本符合", "partly met"),
    "C": Words("不符合", "not met"),
}


@dataclass(frozen=True, slots=True)
class GradeAbc:
    """Award the points of the mark."""

    points: Mapping[str, Decimal]

    @property
    def most(self) -> Decimal:
        return self.points["A"]

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> str:
        if isinstance(raw, str) and raw in MARKS:
            return raw
        raise bad_answer(place, "A, B or C", raw, "give one mark, as a capital letter")

    def award(self, value: str) -> Award:
        words = MARKS[value]
        return Award(self.points[value], Words(f"{value} {words.zh}", f"{value} {words.en}"))

    def best(self) -> str:
        return "A"


def build(data: Mapping[str, Any], setting: Setting) -> GradeAbc:
    """From ``with: {points: {A, B, C}}``; A earns at least B, B at least C.

    Raises ScoringError ``bad-rule`` where a better mark earns less.
    """
    points = {mark: within(Decimal(data["points"][mark]), setting, mark) for mark in MARKS}
    if not points["A"] >= points["B"] >= points["C"]:
        raise bad_rule(setting.place, "A ≥ B ≥ C", data["points"], "order the points")
    return GradeAbc(points)
