"""How often a department has entered a home this year, and how often it may (年度频次)."""

from __future__ import annotations

from dataclasses import dataclass

from backend.inspections.models import Cap, Nature, Visit
from backend.inspections.refusals import YearlyCapReached
from backend.registers.models import Site


@dataclass(frozen=True, slots=True)
class Count:
    """This visit's number in the year (0: not counted) and the published cap (None: none)."""

    number: int
    cap: int | None

    def demand_room(self, exemption: str) -> None:
        """Raise YearlyCapReached when this one is above the cap and no document lifts it."""
        if self.cap is None or self.number <= self.cap or exemption:
            return
        raise YearlyCapReached(
            f"this would be number {self.number} of {self.cap}",
            expected=f"at most {self.cap} in the year",
            came=str(self.number),
            do="merge it with a planned visit, or name the document that lifts the cap",
        )


def cap_for(site: Site, department: str, year: int) -> Cap | None:
    """Give the cap of the nearest region upwards, None while none is published."""
    codes = site.region.path.strip("/").split("/")
    rows = Cap.objects.filter(department=department, year=year, region__in=codes)
    return rows.order_by("-region__path").first()


def count_this_year(nature: Nature, site: Site, department: str, year: int) -> Count:
    """Number a further visit of the nature; the caller holds the site's row lock.

    Counted are visits not cancelled whose nature counts and is not exempted by the
    jurisdiction's own cap row.
    """
    cap = cap_for(site, department, year)
    uncounted = cap.uncounted if cap else []
    if not nature.counts_against_cap or nature.code in uncounted:
        return Count(0, cap.visits if cap else None)
    before = (
        Visit.objects.filter(site=site, department=department, year=year)
        .filter(nature__counts_against_cap=True)
        .exclude(nature__in=uncounted)
        .exclude(state=Visit.State.CANCELLED)
        .count()
    )
    return Count(before + 1, cap.visits if cap else None)
