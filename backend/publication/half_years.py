"""Half-years as people write them: 2026H1 is 2026年上半年 (半年)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from backend.publication.refusals import HalfYearUnknown

SHAPE = re.compile(r"(20[0-9]{2})H([12])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Half:
    """One half-year: its name, its days (until included), the day after."""

    name: str
    first: date
    following: date

    @property
    def until(self) -> date:
        """Give its last day."""
        return self.following - timedelta(days=1)

    @property
    def words(self) -> str:
        """Say it: 2026年上半年."""
        return f"{self.first.year}年{'上' if self.first.month == 1 else '下'}半年"


def half_of(name: str) -> Half:
    """Read 2026H1; raises HalfYearUnknown."""
    found = SHAPE.fullmatch(name)
    if found is None:
        raise HalfYearUnknown(
            expected="2026H1", came=name[:20], do="写明年份和上、下半年", place="half_year"
        )
    year = int(found[1])
    if found[2] == "1":
        return Half(name, date(year, 1, 1), date(year, 7, 1))
    return Half(name, date(year, 7, 1), date(year + 1, 1, 1))


def half_before(day: date) -> Half:
    """Give the last half-year that is over on a day."""
    return half_of(f"{day.year - 1}H2" if day.month <= 6 else f"{day.year}H1")
