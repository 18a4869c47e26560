"""What a plan is measured against (下限与上限): floors and cap of a region, with their source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backend.accounts.models import Region
from backend.core import clock
from backend.inspections.models import Cap
from backend.office.plans.lines import percent
from backend.planning.models import Floor, Policy
from backend.planning.rules import cap_for, floor_for, policies_for

DEPARTMENT = "民政"


@dataclass(frozen=True, slots=True)
class Limits:
    """The floors and the cap that hold for a department of a region in a year."""

    ratio: Floor | None
    visits: Floor | None
    cap: Cap | None
    policies: list[Policy]

    @property
    def share(self) -> str:
        """Give the least share of homes; empty where the region has none."""
        return percent(self.ratio.amount) if self.ratio else ""

    @property
    def least(self) -> int:
        """Give how often each home is visited at least; nought where no floor holds."""
        return int(self.visits.amount) if self.visits else 0


def limits_of(region: Region, year: int) -> Limits:
    """Give what a plan of the leading department is measured against; four queries."""
    today = clock.today()
    day = today if today.year == year else date(year, 1, 1)
    return Limits(
        ratio=floor_for(region, DEPARTMENT, Floor.Kind.RATIO, day),
        visits=floor_for(region, DEPARTMENT, Floor.Kind.VISITS, day),
        cap=cap_for(region, DEPARTMENT, year),
        policies=list(policies_for(region, day)),
    )
