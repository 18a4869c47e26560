"""The office's view of what is due and what was shown."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.selectors import Caller, scope
from backend.calendar.services import working_days_left
from backend.core import clock
from backend.publication.models import Publication


def visible_to(person: Caller, *roles: str) -> QuerySet[Publication]:
    """Give the publications of the person's region, the most urgent first."""
    rows = Publication.objects.filter(scope(person, *roles))
    return rows.select_related("site", "region").order_by("due_on", "pk")


def unconfirmed_takedowns(person: Caller) -> QuerySet[Publication]:
    """Give the takedowns that wait for a second person."""
    return visible_to(person).filter(state=Publication.State.TAKEN_DOWN, confirmed_at=None)


def of_visits(person: Caller, visits: Iterable[UUID]) -> dict[UUID, Publication]:
    """Give the results of some visits, by visit; of a region of the person."""
    rows = visible_to(person).filter(kind=Publication.Kind.RESULT, subject_id__in=list(visits))
    return {row.subject_id: row for row in rows}


def visits_due(person: Caller) -> QuerySet[Publication]:
    """Give the results that wait to be published."""
    return visible_to(person).filter(kind=Publication.Kind.RESULT, state=Publication.State.DUE)


def days_left(found: Publication) -> int | None:
    """Give the working days until the day it is due, negative when late; None once shown."""
    if found.state != Publication.State.DUE:
        return None
    return working_days_left(found.due_on, clock.today())
