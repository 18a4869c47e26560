"""Reading what sync keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from backend.accounts.models import Device, Person
from backend.accounts.roles import Role
from backend.accounts.selectors import scope
from backend.sync.models import DeviceJournal, Operation, Quarantined, Receipt


def quarantined(person: Person, *, state: str = "", kind: str = "") -> QuerySet[Quarantined]:
    """Give what was set aside from tablets of the administrator's own area."""
    tablets = Device.objects.filter(scope(person, Role.PLATFORM_ADMIN))
    rows = Quarantined.objects.filter(device_id__in=tablets.values("pk"))
    if state:
        rows = rows.filter(state=state)
    return rows.filter(kind=kind) if kind else rows


@dataclass(frozen=True, slots=True)
class TabletStanding:
    """How far a tablet is.

    missing: how many numbers below last_seq never came; durable: up to where the server can no
    longer lose its work; ciphertext: pieces that wait to be opened.
    """

    contact_at: datetime | None = None
    last_seq: int = 0
    missing: int = 0
    durable: int = 0
    skew_ms: int | None = None
    ciphertext: int = 0


def standings(devices: Iterable[UUID]) -> dict[UUID, TabletStanding]:
    """Give the standing of each tablet, in three queries whatever their number."""
    ids = list(devices)
    journals = DeviceJournal.objects.in_bulk(ids)
    counted = Operation.objects.filter(device__in=ids).values_list("device").order_by()
    came = {
        device: (last, count)
        for device, last, count in counted.annotate(last=Max("seq"), n=Count("seq", distinct=True))
    }
    rows = ciphertexts(ids, state=Quarantined.State.WAITING).values_list("device_id").order_by()
    waiting = dict(rows.annotate(n=Count("pk")))
    return {
        pk: _standing(journals.get(pk), *came.get(pk, (0, 0)), ciphertext=waiting.get(pk, 0))
        for pk in ids
    }


def _standing(
    journal: DeviceJournal | None, last: int, count: int, *, ciphertext: int
) -> TabletStanding:
    told = TabletStanding(last_seq=last, missing=last - count, ciphertext=ciphertext)
    if journal is None:
        return told
    return replace(
        told,
        contact_at=journal.contact_at,
        durable=journal.durable_through_seq,
        skew_ms=journal.skew_ms,
    )


def ciphertexts(devices: Iterable[UUID], state: str = "") -> QuerySet[Quarantined]:
    """Give the pieces of ciphertext that tablets handed over, newest first."""
    rows = Quarantined.objects.filter(device_id__in=list(devices), kind=Quarantined.Kind.ESCROW)
    return (rows.filter(state=state) if state else rows).order_by("-recorded_at", "-pk")


def silent_since(moment: datetime) -> Q:
    """Give the condition of tablets that were not in contact since a moment."""
    heard = DeviceJournal.objects.filter(contact_at__gte=moment)
    return ~Q(pk__in=heard.values("pk"))


def operations_of(visit_id: UUID) -> QuerySet[Operation]:
    """Give every operation that came for a visit, in the order it came."""
    return Operation.objects.filter(visit_id=visit_id).order_by("recorded_at", "seq")


def newest_receipts(operations: Iterable[UUID]) -> dict[UUID, Receipt]:
    """Give the receipt that counts for each operation."""
    rows = Receipt.objects.filter(operation_id__in=list(operations))
    newest = rows.order_by("operation_id", "-id").distinct("operation_id")
    return {row.operation_id: row for row in newest}
