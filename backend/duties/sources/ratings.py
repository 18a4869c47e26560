"""Duties of a rating (受理, 公示, 复核, 公布, 到期提醒, 抽查复核)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Ceil, Coalesce

from backend.duties.sources.told import (
    NO_DAY,
    Reach,
    Rows,
    Source,
    civil,
    county_of,
    day_if,
    text,
    told,
)
from backend.inspections.models import Visit
from backend.papers.models import Paper
from backend.ratings.models import Application, Level, Notice, RatingPolicy, Review
from backend.ratings.models.level import STANDING
from backend.ratings.policy import rules_of

State = Application.State
OF_APPLICATION = "application__site"


def answer(reach: Reach) -> Iterator[Rows]:
    """Every application handed in: taken or refused."""
    rows = Application.objects.filter(submitted_at__isnull=False, **reach.only)
    yield told(
        rows,
        region="site__region_id",
        site="site_id",
        started=civil("submitted_at"),
        done=civil("decided_at"),
        ground=("application", text("pk")),
        cancelled=Q(state=State.WITHDRAWN),
    )


def notice(reach: Reach) -> Iterator[Rows]:
    """Every notice of a level: it stood for its days."""
    rows = Notice.objects.filter(**reach.only)
    yield told(
        rows,
        region=f"{OF_APPLICATION}__region_id",
        site=f"{OF_APPLICATION}_id",
        started=F("from_on"),
        due=F("until_on"),
        done=day_if(Q(until_on__lt=reach.today, withdrawn_at__isnull=True), F("until_on")),
        ground=("application", text("application_id")),
        cancelled=Q(withdrawn_at__isnull=False),
    )


def reviews(kind: str) -> Callable[[Reach], Iterator[Rows]]:
    """Every review, or every appeal: answered."""

    def rows(reach: Reach) -> Iterator[Rows]:
        yield told(
            Review.objects.filter(kind=kind, **reach.only),
            region=f"{OF_APPLICATION}__region_id",
            site=f"{OF_APPLICATION}_id",
            started=civil("asked_at"),
            due=F("due_on"),
            done=civil("answered_at"),
            ground=("application", text("application_id")),
        )

    return rows


def publication(reach: Reach) -> Iterator[Rows]:
    """Every level that was confirmed: its certificate is sealed and in the public log."""
    papers = Paper.objects.filter(
        kind="level-certificate",
        subject_id=OuterRef("assessment__application_id"),
        state=Paper.State.SEALED,
    ).order_by("requested_at")
    yield told(
        Level.objects.filter(before__isnull=True, **reach.only),
        region="site__region_id",
        site="site_id",
        started=civil("confirmed_at"),
        done=Subquery(papers.annotate(on=civil("requested_at")).values("on")[:1]),
        ground=("paper", Subquery(papers.annotate(of=text("pk")).values("of")[:1])),
    )


def reminder(reach: Reach) -> Iterator[Rows]:
    """Every standing level: its home is reminded before it ends; a person notes it done."""
    rule = KeyTransform("renew_months", F("assessment__application__round__policy__document"))
    months = Cast(KeyTextTransform("value", rule), IntegerField())
    yield told(
        Level.objects.filter(**reach.only),
        region="site__region_id",
        site="site_id",
        started=F("valid_from"),
        due=Func(
            F("valid_until"),
            Func(months, template="make_interval(months => %(expressions)s)"),
            template="(%(expressions)s)::date",
            arg_joiner=" - ",
            output_field=DateField(),
        ),
        cancelled=~Q(state__in=STANDING),
    )


def spot_recheck(reach: Reach) -> Iterator[Rows]:
    """Every county with rated homes: enough of them looked at again in the year."""
    share = float(_share(reach.today))
    rated = Level.objects.filter(state__in=STANDING).annotate(
        county=county_of("site__region__path")
    )
    counted = rated.order_by().values("county").annotate(homes=Count("pk"))
    for year in reach.years:
        looks = _looks(year)
        yield told(
            counted.filter(**reach.only).annotate(
                needed=Ceil(F("homes") * Value(share)),
                looked=Coalesce(Subquery(looks.values("n")), 0),
                last=Subquery(looks.values("last")),
            ),
            subject=F("county"),
            period=str(year),
            region="county",
            started=Value(date(year, 1, 1), output_field=DateField()),
            due=Value(date(year, 12, 31), output_field=DateField()),
            done=Case(
                When(looked__gte=F("needed"), then=F("last")),
                default=NO_DAY,
                output_field=DateField(),
            ),
            ground=("visits", Cast("looked", CharField())),
        )


def _looks(year: int) -> Any:
    """Count a county's re-checks of a year, and give the day of the last."""
    visits = Visit.objects.annotate(
        county=county_of("site__region__path"), opened_on=civil("opened_at")
    ).filter(
        nature="rating_review",
        locked_at__isnull=False,
        opened_on__gte=date(year, 1, 1),
        opened_on__lte=date(year, 12, 31),
        county=OuterRef("county"),
    )
    return visits.order_by().values("county").annotate(n=Count("pk"), last=Max("opened_on"))


def _share(today: date) -> Any:
    """Give the share that the policy of the house asks for."""
    rows = RatingPolicy.objects.filter(region=None, valid_from__lte=today).order_by("-valid_from")
    return rules_of(rows[0]).spot_share


SOURCES = {
    "application-answer": Source(answer, {"application": "pk"}),
    "rating-notice": Source(notice, {"application": "application_id"}),
    "review-answer": Source(reviews("review"), {"application": "application_id"}),
    "appeal-answer": Source(reviews("appeal"), {"application": "application_id"}),
    "level-publication": Source(
        publication, {"level": "pk", "application": "assessment__application_id"}
    ),
    "expiry-reminder": Source(reminder, {"level": "pk"}),
    "spot-recheck": Source(spot_recheck, {"office": "county"}),
}
