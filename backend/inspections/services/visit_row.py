"""The visit row as every verb takes it: locked, in the right state, at the version seen."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from backend.core.refusals import Conflict, Missing
from backend.inspections.models import Visit
from backend.inspections.refusals import WrongState
from backend.oplog.services import record


def take(visit_id: UUID, seen_version: int | None = None) -> Visit:
    """Lock the visit for this transaction; seen_version None when no human edits it.

    Raises Missing, and Conflict when the visit moved on since it was seen.
    """
    visit = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("nature", "site__region")
        .filter(pk=visit_id)
        .first()
    )
    if visit is None:
        raise Missing(f"no visit {visit_id}")
    if seen_version is not None and visit.version != seen_version:
        raise Conflict(
            f"visit {visit_id} moved on",
            expected=f"version {visit.version}",
            came=f"version {seen_version}",
            do="read the visit again",
        )
    return visit


def demand_state(visit: Visit, *states: str) -> None:
    """Raise WrongState unless the visit is in one of the states."""
    if visit.state not in states:
        raise WrongState(
            f"visit is {visit.state}",
            expected=" or ".join(states),
            came=visit.state,
            do="look at the visit's history for the step that is missing or done already",
        )


def keep(visit: Visit, fields: Iterable[str]) -> None:
    """Save the fields and let the version grow by one."""
    visit.version += 1
    visit.save(update_fields=[*fields, "version"])


def log(kind: str, visit: Visit, actor: str, **body: object) -> None:
    """Write the verb's one operation-log event."""
    record(kind=f"visit.{kind}", subject=str(visit.pk), actor=actor, body=dict(body))
