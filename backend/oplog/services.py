"""Writing the operation log, and chaining it afterwards.

Verbs insert plain rows; one sequencer numbers and chains what is committed.  A chain inside the
writers' transactions would be one global lock.
"""

import hashlib
from typing import Any

from django.db import connection, transaction

from backend.core import clock
from backend.core.canonical import canonical
from backend.oplog.models import Event, Link, Waiting

SEQUENCER = 7_310_001  # advisory lock: one sequencer at a time
START = "0" * 64


def record(
    *,
    kind: str,
    subject: str,
    actor: str,
    body: dict[str, Any] | None = None,
    device: str = "",
) -> Event:
    """Write that a verb was carried out, in the verb's own transaction."""
    event = Event.objects.create(
        kind=kind, subject=str(subject), actor=actor, body=body or {}, device=device, at=clock.now()
    )
    Waiting.objects.create(event=event)
    return event


def link_hash(before: str, number: int, event: Event) -> str:
    """Hash one link: the hash before it, its number, and the whole event."""
    content = {
        "before": before,
        "number": number,
        "id": str(event.pk),
        "kind": event.kind,
        "subject": event.subject,
        "actor": event.actor,
        "device": event.device,
        "at": event.at.isoformat(),
        "body": event.body,
    }
    return hashlib.sha256(canonical(content)).hexdigest()


@transaction.atomic
def chain(limit: int = 5000) -> int:
    """Number and chain committed events; give how many. Nothing when another sequencer works."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEQUENCER])
        if not cursor.fetchone()[0]:
            return 0
    last = Link.objects.order_by("-number").first()
    number, before = (last.number, last.hash) if last else (0, START)
    links = []
    for waiting in Waiting.objects.select_related("event").order_by("pk")[:limit]:
        number += 1
        before = link_hash(before, number, waiting.event)
        links.append(Link(number=number, event=waiting.event, hash=before))
    Link.objects.bulk_create(links)
    Waiting.objects.filter(pk__in=[link.event_id for link in links]).delete()
    return len(links)


def first_break() -> int | None:
    """Walk the chain; give the number of the first link that does not hold, None when all do."""
    before = START
    for expected, link in enumerate(Link.objects.select_related("event").order_by("number"), 1):
        before = link_hash(before, expected, link.event)
        if link.number != expected or link.hash != before:
            return expected
    return None
