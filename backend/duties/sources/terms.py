"""Duties whose term the calendar keeps as a clock (期限): publication, papers, takedowns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import CharField, OuterRef, Subquery, UUIDField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf

from backend.calendar.models import Clock
from backend.core.models import Event
from backend.duties.models import Duty
from backend.duties.sources.told import Reach, Rows, Source, civil, text, told
from backend.inspections.models import Visit

TAKEDOWN = "takedown-confirmation"
TOLD_BY = ("publication.taken-down", "result.published")  # both say region and home


def of_visits(kind: str) -> Callable[[Reach], Iterator[Rows]]:
    """Read a clock of one kind that runs for visits."""

    def rows(reach: Reach) -> Iterator[Rows]:
        visit = Visit.objects.filter(pk=OuterRef("subject_id"))
        clocks = Clock.objects.filter(subject_type="visit", kind=kind, **reach.only)
        yield told(
            clocks.annotate(
                of_region=Subquery(visit.values("site__region_id")[:1]),
                of_site=Subquery(visit.values("site_id")[:1]),
            ),
            subject=text("subject_id"),
            region="of_region",
            site="of_site",
            started=civil("starts_at"),
            due=civil("due_at"),
            done=civil("finished_at"),
            ground=("visit", text("subject_id")),
        )

    return rows


def takedown(reach: Reach) -> Iterator[Rows]:
    """Every takedown; region and home stand in the event, once known in the row itself."""
    known = Duty.objects.filter(code=TAKEDOWN, subject_id=text_of_subject())
    events = Event.objects.filter(name__in=TOLD_BY, subject=text_of_subject())
    site = Cast(NullIf(KT("payload__site"), Value("None")), UUIDField())
    clocks = Clock.objects.filter(subject_type="publication", kind=TAKEDOWN, **reach.only)
    rows = clocks.annotate(
        of_region=Coalesce(
            Subquery(known.values("region_id")[:1]),
            Subquery(events.annotate(of=KT("payload__region")).values("of")[:1]),
            output_field=CharField(),
        ),
        of_site=Coalesce(
            Subquery(known.values("site_id")[:1]),
            Subquery(events.annotate(of=site).values("of")[:1]),
            output_field=UUIDField(),
        ),
    )
    yield told(
        rows.filter(of_region__isnull=False),
        subject=text("subject_id"),
        region="of_region",
        site="of_site",
        started=civil("starts_at"),
        due=civil("due_at"),
        done=civil("finished_at"),
        ground=("publication", text("subject_id")),
    )


def text_of_subject() -> Cast:
    """Give the outer clock's subject as text."""
    return Cast(OuterRef("subject_id"), CharField())


SOURCES = {
    "result-publication": Source(of_visits("result-publication"), {"visit": "subject_id"}),
    "emergency-papers": Source(of_visits("emergency-papers"), {"visit": "subject_id"}),
    TAKEDOWN: Source(takedown, {"publication": "subject_id"}),
}
