"""Taking something down at once, and the second person who confirms it (下架)."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import finish_clock, start_clock
from backend.core import clock, outbox
from backend.oplog.services import record
from backend.publication.models import Publication
from backend.publication.refusals import NotTakenDown, SamePersonConfirms
from backend.publication.services.public_log import take_back
from backend.publication.services.publishing import end, taken
from backend.translog.services import TAKEN_DOWN

State = Publication.State
TERM = "takedown-confirmation"
BASIS = "下架由一名授权人员立即执行，另一人在一个工作日内确认"


@transaction.atomic
def take_down(
    *, publication_id: UUID, reason: str, by: Person, seen_version: int | None = None
) -> Publication:
    """Hide a publication from every page, feed and answer at once (下架).

    A second person confirms within a working day.  Raises NotPublished, ReasonWanted, Conflict.
    """
    found = taken(publication_id, seen_version)
    end(found, State.TAKEN_DOWN, reason, by)
    await_confirmation(found)
    found.save()
    take_back(found, TAKEN_DOWN)
    body = {"reason": found.end_reason, "digest": found.payload_digest}
    record(kind="publication.taken-down", subject=str(found.pk), actor=str(by.pk), body=body)
    outbox.emit("publication.taken-down", str(found.pk), _told(found))
    return found


def await_confirmation(found: Publication) -> None:
    """Start the working day within which a second person confirms."""
    term = start_clock(
        subject=("publication", found.pk),
        kind=TERM,
        unit="working_day",
        amount=1,
        starts_at=datetime.combine(clock.today(), time(12), clock.SHANGHAI),
        basis=BASIS,
    )
    found.confirm_due_on = term.due_at.astimezone(clock.SHANGHAI).date()


@transaction.atomic
def confirm_takedown(*, publication_id: UUID, by: Person) -> Publication:
    """Confirm a takedown as the second person (确认下架).

    Raises NotTakenDown, SamePersonConfirms.
    """
    found = taken(publication_id, None)
    if found.state != State.TAKEN_DOWN or found.confirmed_at:
        raise NotTakenDown(came=found.get_state_display())
    if found.ended_by_id == by.pk:
        raise SamePersonConfirms(expected="下架人以外的人员", came=by.name, do="请另一人确认")
    found.confirmed_by, found.confirmed_at = by, clock.now()
    found.version += 1
    found.save()
    finish_clock(("publication", found.pk), TERM, clock.now())
    record(kind="takedown.confirmed", subject=str(found.pk), actor=str(by.pk))
    outbox.emit("takedown.confirmed", str(found.pk), _told(found))
    return found


def _told(found: Publication) -> dict[str, Any]:
    """Say which publication it is, for the ledger of duties."""
    return {
        "publication": str(found.pk),
        "region": found.region_id,
        "site": str(found.site_id) if found.site_id else None,
    }
