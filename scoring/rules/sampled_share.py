"""Points by the share of a sample that passes (抽样合格率)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.numbers import whole_of
from scoring.result import Award, Facts, Words
from scoring.rules.bands import Band, bands_of
from scoring.rules.base import NO_FACTS, Setting, bad_answer, bad_rule


@dataclass(frozen=True, slots=True)
class Sample:
    """How many were looked at and how many of them passed (抽查数, 合格数)."""

    looked_at: int
    passed: int


@dataclass(frozen=True, slots=True)
class SampledShare:
    """Award the highest band that the passing share reaches.

    A sample smaller than ``sample_min`` earns nothing: too little was seen to tell. Bands are
    kept from the highest share to the lowest.

    Source: named by each item's ``clause`` in checklists/, not here.
    """

    sample_min: int
    bands: tuple[Band, ...]

    @property
    def most(self) -> Decimal:
        return self.bands[0].points

    def read(self, raw: object, place: str, facts: Facts = NO_FACTS) -> Sample:
        if not isinstance(raw, dict) or set(raw) != {"looked_at", "passed"}:
            raise bad_answer(place, "an object with looked_at and passed", raw, "give both counts")
        sample = Sample(
            whole_of(raw["looked_at"], f"{place}: looked_at"),
            whole_of(raw["passed"], f"{place}: passed"),
        )
        if sample.passed > sample.looked_at:
            raise bad_answer(
                place,
                "at most as many passed as were looked at",
                f"{sample.passed} passed of {sample.looked_at} looked at",
                "count again",
            )
        return sample

    def award(self, value: Sample) -> Award:
        seen, passed = value.looked_at, value.passed
        if seen < self.sample_min:
            return Award(
                Decimal(0),
                Words(
                    f"抽查 {seen}，少于规定的 {self.sample_min}",
                    f"only {seen} of {self.sample_min} were looked at",
                ),
            )
        for band in self.bands:
            if passed >= band.edge * seen:  # exact, no quotient
                return Award(
                    band.points, Words(f"{seen} 中 {passed} 合格", f"{passed}/{seen} pass")
                )
        return Award(
            Decimal(0),
            Words(
                f"{seen} 中 {passed} 合格，未达任何一档", f"{passed}/{seen} pass, below every band"
            ),
        )

    def best(self) -> dict[str, int]:
        return {"looked_at": self.sample_min, "passed": self.sample_min}


def build(data: Mapping[str, Any], setting: Setting) -> SampledShare:
    """From ``with: {sample_min, bands: [{at_least, points}], unit}``."""
    bands, _ = bands_of(data["bands"], setting)
    if any(not 0 <= band.edge <= 1 for band in bands):
        raise bad_rule(setting.place, "shares from 0 to 1", "one outside", 'write "0.90"')
    return SampledShare(data["sample_min"], bands)
