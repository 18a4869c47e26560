"""The office's view of what is due and what was shown."""

from __future__ import annotations

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


def days_left(found: Publication) -> int | None:
    """Give the working days until the day it is due, negative when late; None once shown."""
    if found.state != Publication.State.DUE:
        return None
    return working_days_left(found.due_on, clock.today())
