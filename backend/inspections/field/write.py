"""Writing what a group of operations changed, one statement a table (成组写入)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from backend.inspections.field.state import VisitState
from backend.inspections.models import (
    Amendment,
    Attestation,
    Defect,
    Evidence,
    FactValue,
    Finding,
    Lead,
    LockRequest,
    Reconciliation,
    RenderedText,
    SampleDraw,
    Signature,
    Visit,
    VisitOfficer,
    Waiver,
)

# Waivers point to evidence; the rest stands in the order of the record.
ORDER: tuple[type[Model], ...] = (
    VisitOfficer,
    Attestation,
    Reconciliation,
    FactValue,
    SampleDraw,
    Evidence,
    Waiver,
    Finding,
    RenderedText,
    Signature,
    LockRequest,
    Amendment,
    Lead,
    Defect,
)
ON_VISIT = (
    "state",
    "lead",
    "opened_at",
    "operations",
    "version",
)


def write(states: Iterable[VisitState]) -> None:
    """Insert new rows and update known ones; a row is known by its id.

    Inside the caller's transaction or savepoint; a database error leaves nothing of the group.
    """
    together: dict[type[Model], list[Any]] = {}
    found = list(states)
    for state in found:
        for kind, rows in state.take_changed().items():
            together.setdefault(kind, []).extend(rows.values())
    for visit in together.pop(Visit, []):
        visit.version += 1
        visit.save(update_fields=ON_VISIT)
    _keep_one_lead(together.get(VisitOfficer, []))
    for kind in ORDER:
        if together.get(kind):
            _store(kind, together[kind])
    for state in found:
        _follow_up(state)


def _follow_up(state: VisitState) -> None:
    """Call the verbs that the rules asked for, and see what they did to the visit."""
    effects, state.effects = state.effects, []
    for effect in effects:
        effect()
    if effects:
        state.visit.refresh_from_db(fields=["version", "scan_code", "scanned_at", "scan_reason"])


def _store(kind: type[Model], rows: list[Any]) -> None:
    """Insert, or update where the id is there; append-only tables only take new rows."""
    if getattr(kind, "append_only", False):
        kind._default_manager.bulk_create(rows)
        return
    names = [field.name for field in kind._meta.concrete_fields if not field.primary_key]
    kind._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=names
    )


def _keep_one_lead(seats: list[Any]) -> None:
    """Take the old lead's mark first: the database lets a visit have one lead at any moment."""
    gone = [seat.pk for seat in seats if not seat.is_lead]
    if any(seat.is_lead for seat in seats) and gone:
        VisitOfficer.objects.filter(pk__in=gone, is_lead=True).update(is_lead=False)
