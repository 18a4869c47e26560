"""What a home may know of its own visits (机构可见的检查): told beforehand, or over."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from backend.inspections.models import Cap, Visit
from backend.inspections.selectors.visits import CLOSED
from backend.registers.models import Officer, Site

KNOWN = Q(state__in=CLOSED) | Q(notified_at__isnull=False)


@dataclass(frozen=True, slots=True)
class YearCount:
    """A department's visits of one year that the home knows of, and the cap (None: none)."""

    department: str
    known: int
    cap: int | None

    @property
    def left(self) -> int | None:
        """How many more may come; None where no cap is published."""
        return None if self.cap is None else max(self.cap - self.known, 0)


def of_home(sites: QuerySet[Site]) -> QuerySet[Visit]:
    """Give the visits of some homes that these may know of.

    One that stays unannounced is not here before its record is locked.
    """
    return Visit.objects.filter(KNOWN, site__in=sites).select_related(
        "nature", "checklist", "site__region", "site__legal_person"
    )


def year_counts(site: Site, year: int) -> list[YearCount]:
    """Count by department what counts against the year's published cap.

    Visits that are planned and not announced are left out: the number would give them away.
    """
    codes = site.region.path.strip("/").split("/")
    caps: dict[str, Cap] = {}
    for cap in Cap.objects.filter(year=year, region__in=codes).order_by("region__path"):
        caps[cap.department] = cap  # the nearest region comes last
    rows = Visit.objects.filter(KNOWN, site=site, year=year, nature__counts_against_cap=True)
    rows = rows.exclude(state=Visit.State.CANCELLED).order_by()
    known: dict[str, int] = {}
    for department, nature, count in rows.values_list("department", "nature").annotate(Count("pk")):
        found = caps.get(department)
        uncounted = found.uncounted if found else []
        if nature not in uncounted:
            known[department] = known.get(department, 0) + count
    return [
        YearCount(one, known.get(one, 0), caps[one].visits if one in caps else None)
        for one in sorted(caps.keys() | known.keys())
    ]


def officer_by_certificate(number: str) -> Officer | None:
    """Find whoever holds a certificate, for the home that he stands before; None for nobody."""
    wanted = number.strip()
    rows = Officer.objects.filter(certificate_number=wanted) if wanted else Officer.objects.none()
    return rows.order_by("-certificate_until").first()
