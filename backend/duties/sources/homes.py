"""Duties towards every home (每年检查, 备案核查)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from backend.core.clock import SHANGHAI
from backend.duties.models import Duty
from backend.duties.sources.told import Reach, Rows, Source, civil, text, told
from backend.inspections.models import Visit, VisitOfficer
from backend.registers.models import Site

UNFILED = "unfiled-check"
NOT_FILED = (Site.State.UNFILED, Site.State.UNLICENSED)
CLOSED = Q(state=Site.State.CLOSED)


def yearly(reach: Reach) -> Iterator[Rows]:
    """Every home that the register knows: an inspection on the spot in the year."""
    for year in reach.years:
        yield _of_year(reach, year, "yearly-inspection", _inspections(year))


def joint(reach: Reach) -> Iterator[Rows]:
    """The same, by officers of more than one department."""
    others = VisitOfficer.objects.filter(visit=OuterRef("pk"), left_at__isnull=True).exclude(
        department=OuterRef("department")
    )
    for year in reach.years:
        visits = _inspections(year).filter(Exists(others))
        yield _of_year(reach, year, "joint-inspection", visits)


def _inspections(year: int) -> QuerySet[Visit]:
    first, after = (datetime.combine(date(y, 1, 1), time(), SHANGHAI) for y in (year, year + 1))
    return Visit.objects.filter(
        site=OuterRef("pk"),
        nature__may_order=True,
        locked_at__isnull=False,
        opened_at__gte=first,
        opened_at__lt=after,
    ).exclude(nature__lists="filing_check")


def _of_year(reach: Reach, year: int, code: str, visits: QuerySet[Visit]) -> Rows:
    """Homes of the register at the year's end; a closed one only where its row is there."""
    after = datetime.combine(date(year + 1, 1, 1), time(), SHANGHAI)
    known = Duty.objects.filter(code=code, site=OuterRef("pk"), period=str(year))
    rows = Site.objects.filter(~CLOSED | Exists(known), recorded_at__lt=after, **reach.only)
    return told(
        rows,
        period=str(year),
        region="region_id",
        site="pk",
        started=Value(date(year, 1, 1), output_field=DateField()),
        due=Value(date(year, 12, 31), output_field=DateField()),
        **_first(visits),
        cancelled=CLOSED,
    )


def _first(visits: QuerySet[Visit]) -> dict[str, Any]:
    """Give the first of some visits as what was done, and its id as the ground."""
    ordered = visits.order_by("opened_at")
    return {
        "done": Subquery(ordered.annotate(on=civil("opened_at")).values("on")[:1]),
        "ground": ("visit", Subquery(ordered.annotate(of=text("pk")).values("of")[:1])),
    }


def unfiled(reach: Reach) -> Iterator[Rows]:
    """Every place without filing, from the day it was entered."""
    known = Duty.objects.filter(code=UNFILED, site=OuterRef("pk"))
    rows = Site.objects.filter(Q(state__in=NOT_FILED) | Exists(known), **reach.only)
    looks = Visit.objects.filter(
        site=OuterRef("pk"),
        nature__lists="filing_check",
        locked_at__isnull=False,
        opened_at__gte=OuterRef("recorded_at"),
    )
    yield told(
        rows,
        region="region_id",
        site="pk",
        started=civil("recorded_at"),
        **_first(looks),
        cancelled=CLOSED,
    )


def filing(reach: Reach) -> Iterator[Rows]:
    """Every home that filed while it stood in the register."""
    rows = Site.objects.annotate(entered_on=civil("recorded_at")).filter(
        state__in=(Site.State.FILED, Site.State.CLOSED),
        filed_on__gte=F("entered_on"),
        **reach.only,
    )
    looks = Visit.objects.annotate(opened_on=civil("opened_at")).filter(
        site=OuterRef("pk"),
        nature__lists="filing_check",
        locked_at__isnull=False,
        opened_on__gte=OuterRef("filed_on"),
    )
    yield told(
        rows,
        region="region_id",
        site="pk",
        started=F("filed_on"),
        **_first(looks),
        cancelled=CLOSED,
    )


SOURCES = {
    "yearly-inspection": Source(yearly, {"site": "pk"}),
    "joint-inspection": Source(joint, {"site": "pk"}),
    UNFILED: Source(unfiled, {"site": "pk"}),
    "filing-check": Source(filing, {"site": "pk"}),
}
