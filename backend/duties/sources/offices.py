"""Duties of an office by the calendar (年度计划, 半年公告, 抽取名单)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery, Value

from backend.draws.models import Draw
from backend.duties.sources.told import (
    Reach,
    Rows,
    Source,
    civil,
    county_of,
    text,
    told,
)
from backend.papers.formatting import day
from backend.papers.models import Paper
from backend.planning.models import Plan
from backend.registers.models import Site

DEPARTMENT = "民政"


def offices(reach: Reach, last: date) -> QuerySet[Site, Any]:
    """Give every county that had homes in the register by a day."""
    rows = Site.objects.annotate(entered_on=civil("recorded_at")).filter(entered_on__lte=last)
    rows = rows.exclude(state=Site.State.CLOSED)
    if reach.applies_in:
        here = Q()
        for code in reach.applies_in:
            here |= Q(region__path__contains=f"{code}/")
        rows = rows.filter(here)
    counties = rows.annotate(county=county_of("region__path")).exclude(county="")
    only: dict[str, Any] = dict(reach.only)
    return counties.filter(**only).order_by().values("county").distinct()


def plan(reach: Reach) -> Iterator[Rows]:
    """Every office: a plan of the year that is published."""
    for year in reach.years:
        found = Plan.objects.filter(
            region=OuterRef("county"),
            year=year,
            department=DEPARTMENT,
            published_at__isnull=False,
        ).order_by("published_at")
        yield told(
            offices(reach, date(year, 12, 31)),
            subject=F("county"),
            period=str(year),
            region="county",
            started=_value(date(year, 1, 1)),
            due=_value(date(year, 3, 31)),
            done=Subquery(found.annotate(on=civil("published_at")).values("on")[:1]),
            ground=("plan", Subquery(found.annotate(of=text("pk")).values("of")[:1])),
        )


def announcement(reach: Reach) -> Iterator[Rows]:
    """Every office where a half-yearly announcement is asked for: its paper over that half-year.

    It is owed from the day after the half-year until the next one ends.
    """
    for year in reach.years:
        for name, over, due in _halves(year):
            if reach.today <= over:
                continue
            papers = Paper.objects.filter(
                subject_type="announcement",
                kind="evaluation-announcement",
                region=OuterRef("county"),
                context__until=day(over),
            ).order_by("requested_at")
            yield told(
                offices(reach, over),
                subject=F("county"),
                period=name,
                region="county",
                started=_value(over + timedelta(days=1)),
                due=_value(due),
                done=Subquery(papers.annotate(on=civil("requested_at")).values("on")[:1]),
                ground=("paper", Subquery(papers.annotate(of=text("pk")).values("of")[:1])),
            )


def _halves(year: int) -> tuple[tuple[str, date, date], ...]:
    """Give the halves of a year: name, last day, last day of the one after."""
    return (
        (f"{year}H1", date(year, 6, 30), date(year, 12, 31)),
        (f"{year}H2", date(year, 12, 31), date(year + 1, 6, 30)),
    )


def draw_list(reach: Reach) -> Iterator[Rows]:
    """Every draw that is finished: its list is announced as a sealed paper."""
    papers = Paper.objects.filter(
        kind="draw-list", subject_type="draw", subject_id=OuterRef("pk"), state=Paper.State.SEALED
    ).order_by("requested_at")
    rows = Draw.objects.filter(state=Draw.State.FINISHED, **reach.only)
    yield told(
        rows,
        region="region_id",
        started=civil("ended_at"),
        done=Subquery(papers.annotate(on=civil("requested_at")).values("on")[:1]),
        ground=("paper", Subquery(papers.annotate(of=text("pk")).values("of")[:1])),
    )


def _value(on: date) -> Value:
    return Value(on, output_field=DateField())


SOURCES = {
    "yearly-plan": Source(plan, {"office": "county"}),
    "half-yearly-announcement": Source(announcement, {"office": "county"}),
    "draw-announcement": Source(draw_list, {"draw": "pk"}),
}
