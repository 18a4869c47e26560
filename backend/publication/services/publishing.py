"""Showing a result to the public and taking it back when its term or ground ends (公示, 撤回)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import finish_clock
from backend.core import clock, outbox
from backend.core.canonical import digest
from backend.core.refusals import Conflict, Missing
from backend.inspections.models import Visit
from backend.oplog.services import record
from backend.publication.models import Publication
from backend.publication.payload import result_payload
from backend.publication.refusals import NotDue, NotPublished, ReasonWanted, ResultNotFormed
from backend.publication.services.public_log import enter, take_back
from backend.translog.services import WITHDRAWN

State = Publication.State
TERM = "result-publication"


@transaction.atomic
def publish_result(
    *, publication_id: UUID, by: Person, seen_version: int | None = None
) -> Publication:
    """Show a result (公示抽查结果); what the public sees is fixed from now on, with its digest.

    Late is allowed and stays visible in the queue.
    Raises NotDue, ResultNotFormed, Conflict.
    """
    found = taken(publication_id, seen_version)
    if found.state != State.DUE:
        raise NotDue(expected="待公示", came=found.get_state_display(), do="刷新待公示清单")
    visit = (
        Visit.objects.select_related("site__region", "site__kind", "nature", "checklist")
        .filter(pk=found.subject_id, state=Visit.State.CONCLUDED)
        .first()
    )
    if visit is None:
        raise ResultNotFormed(do="检查形成结论后再公示")
    fix(found, result_payload(visit), by)
    enter(found)
    finish_clock(("visit", visit.pk), TERM, clock.now())
    told = {"digest": found.payload_digest, "late": clock.today() > found.due_on}
    record(kind="result.published", subject=str(found.pk), actor=str(by.pk), body=told)
    tell_shown(found)
    return found


def tell_shown(found: Publication) -> None:
    """Emit `result.published`."""
    event = {
        "publication": str(found.pk),
        "visit": str(found.subject_id),
        "site": str(found.site_id),
        "region": found.region_id,
        "payload": found.payload,
        "payload_digest": found.payload_digest,
    }
    outbox.emit("result.published", str(found.pk), event)


@transaction.atomic
def withdraw_publication(
    *, publication_id: UUID, reason: str, by: Person, seen_version: int | None = None
) -> Publication:
    """End a publication (撤回公示): its term is over, or what it rests on was annulled.

    Raises NotPublished, ReasonWanted, Conflict.
    """
    found = taken(publication_id, seen_version)
    end(found, State.WITHDRAWN, reason, by)
    found.save()
    take_back(found, WITHDRAWN)
    body = {"reason": reason, "digest": found.payload_digest}
    record(kind="publication.withdrawn", subject=str(found.pk), actor=str(by.pk), body=body)
    return found


def taken(publication_id: UUID, seen_version: int | None) -> Publication:
    """Lock the row; raises Missing, Conflict."""
    found = Publication.objects.select_for_update().filter(pk=publication_id).first()
    if found is None:
        raise Missing(f"no publication {publication_id}")
    if seen_version not in {None, found.version}:
        raise Conflict(expected=str(seen_version), came=str(found.version))
    return found


def fix(
    found: Publication, payload: dict[str, Any], by: Person | None, at: datetime | None = None
) -> None:
    """Show a payload; a trigger keeps it as it is from here on.  at: when, if not now."""
    found.payload, found.payload_digest = payload, digest(payload)
    found.state, found.published_at = State.PUBLISHED, at or clock.now()
    found.published_by = by
    found.version += 1
    found.save()


def end(found: Publication, state: str, reason: str, by: Person) -> None:
    """Note who ends a publication and why; raises NotPublished, ReasonWanted."""
    if found.state != State.PUBLISHED:
        raise NotPublished(expected="已公示", came=found.get_state_display())
    if not reason.strip():
        raise ReasonWanted()
    found.state, found.end_reason = state, reason.strip()
    found.ended_at, found.ended_by = clock.now(), by
    found.version += 1
