"""Reading what sync keeps."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import Device, Person
from backend.accounts.roles import Role
from backend.accounts.selectors import scope
from backend.sync.models import Operation, Quarantined, Receipt


def quarantined(person: Person, *, state: str = "", kind: str = "") -> QuerySet[Quarantined]:
    """Give what was set aside from tablets of the administrator's own area."""
    tablets = Device.objects.filter(scope(person, Role.PLATFORM_ADMIN))
    rows = Quarantined.objects.filter(device_id__in=tablets.values("pk"))
    if state:
        rows = rows.filter(state=state)
    return rows.filter(kind=kind) if kind else rows


def operations_of(visit_id: UUID) -> QuerySet[Operation]:
    """Give every operation that came for a visit, in the order it came."""
    return Operation.objects.filter(visit_id=visit_id).order_by("recorded_at", "seq")


def newest_receipts(operations: Iterable[UUID]) -> dict[UUID, Receipt]:
    """Give the receipt that counts for each operation."""
    rows = Receipt.objects.filter(operation_id__in=list(operations))
    newest = rows.order_by("operation_id", "-id").distinct("operation_id")
    return {row.operation_id: row for row in newest}
