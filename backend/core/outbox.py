"""Events and their way to the handlers (事件): nothing is lost when a process or the broker dies.

`emit` writes the event and one delivery a handler in the cause's transaction.  A delivery is
leased, its handler runs, and its effect and `done` are one transaction.  Deliveries of one
subject to one handler keep their order.  While the handler runs, the row is locked, and a lock
ends with its process: an expired lease on a free row is a worker that died, and is taken up.
"""

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from backend.core.models import Delivery, Event

LEASE = timedelta(seconds=10)  # from the lease to the lock on the row, not the handler's time
TRIES = 5
log = structlog.get_logger(__name__)

_wiring: dict[str, tuple[str, ...]] = {}
_wake: list[Callable[[], None]] = []
_at_once: set[str] = set()

# The oldest unfinished delivery of each (handler, subject) that may run now.
_LEASE = """
UPDATE core_delivery SET state = 'leased', leased_until = %(until)s, tries = tries + 1
WHERE id = (
  SELECT d.id FROM core_delivery d
  WHERE (d.state = 'pending' OR (d.state = 'leased' AND d.leased_until < %(now)s))
    AND (d.not_before IS NULL OR d.not_before <= %(now)s)
    AND (%(event)s::uuid IS NULL OR d.event_id = %(event)s)
    AND NOT EXISTS (SELECT 1 FROM core_delivery e WHERE e.handler = d.handler
                    AND e.subject = d.subject AND e.id < d.id AND e.state <> 'done')
  ORDER BY d.id FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING id
"""


def wire(
    handlers: dict[str, tuple[str, ...]],
    wake: Callable[[], None] | None = None,
    at_once: Collection[str] = (),
) -> None:
    """Say which dotted functions handle which event; called once by config.

    at_once: events whose handlers run in the cause's own process, right after its commit.
    """
    _wiring.clear()
    _wiring.update(handlers)
    _wake[:] = [wake] if wake else []
    _at_once.clear()
    _at_once.update(at_once)


def emit(name: str, subject: str, payload: dict[str, Any]) -> Event:
    """Write an event in the caller's transaction; its payload suffices alone.

    Raises KeyError for a name that nobody wired: a mistake of the programmer.
    """
    event = Event.objects.create(name=name, subject=str(subject), payload=payload)
    Delivery.objects.bulk_create(
        Delivery(event=event, handler=handler, subject=event.subject) for handler in _wiring[name]
    )
    if name in _at_once:
        transaction.on_commit(partial(deliver_event, event.pk), robust=True)
    for wake in _wake:
        transaction.on_commit(wake, robust=True)
    return event


class WorkersDied(Exception):
    """Each try ended with its process: nobody is left who could have put it back."""


def lease_next(event: UUID | None = None) -> int | None:
    """Take the next delivery that may run; None when nothing waits.

    event: of this one only.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_LEASE, {"now": now, "until": now + LEASE, "event": event})
        row = cursor.fetchone()
    return row[0] if row else None


def deliver(delivery_id: int) -> bool:
    """Run one leased delivery; True when its effect is there."""
    try:
        with transaction.atomic():
            row = (
                Delivery.objects.select_for_update(of=("self",))
                .select_related("event")
                .get(pk=delivery_id)
            )
            if row.state != Delivery.State.LEASED:
                return row.state == Delivery.State.DONE
            if row.tries > TRIES:
                raise WorkersDied(f"{TRIES} tries, none came to an end")
            import_string(row.handler)(row.event.payload)
            row.state, row.error = Delivery.State.DONE, ""
            row.save(update_fields=["state", "error"])
            return True
    except Exception as error:
        _put_back(delivery_id, error)
        return False


def _put_back(delivery_id: int, error: Exception) -> None:
    row = Delivery.objects.get(pk=delivery_id)
    row.state = Delivery.State.FAILED if row.tries >= TRIES else Delivery.State.PENDING
    row.not_before = timezone.now() + timedelta(seconds=2**row.tries)
    row.error = f"{type(error).__name__}: {error}"[:2000]
    row.save(update_fields=["state", "not_before", "error"])
    log.error("delivery failed", handler=row.handler, tries=row.tries, exc_info=error)


def deliver_all(limit: int = 1000) -> int:
    """Run what may run now, and what that causes; give how many were done."""
    done = 0
    for _ in range(limit):
        delivery_id = lease_next()
        if delivery_id is None:
            break
        done += deliver(delivery_id)
    return done


def deliver_event(event: UUID) -> int:
    """Run what may run now of one event; what fails or has to wait is left to the worker."""
    done = 0
    while (delivery_id := lease_next(event)) is not None and deliver(delivery_id):
        done += 1
    return done


def retry(delivery_id: int) -> None:
    """Give a failed delivery its tries back."""
    Delivery.objects.filter(pk=delivery_id, state=Delivery.State.FAILED).update(
        state=Delivery.State.PENDING, tries=0, not_before=None
    )
