"""The problem ledger (问题台账): every finding of every nature, numbered, until 销号."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from backend.core import clock, counters
from backend.core.refusals import Missing
from backend.inspections.models import Finding, Problem, Visit
from backend.oplog.services import record

CLOSED = {Problem.State.CORRECTED, Problem.State.HANDED_OVER, Problem.State.ANNULLED}


def enter_problems(visit: Visit) -> list[Problem]:
    """Put a locked visit's findings into the ledger; what stands there already stays."""
    rows = visit.findings.exclude(state=Finding.State.WITHDRAWN).filter(problem=None)
    findings = list(rows.order_by("id"))
    if not findings:
        return []
    name = f"problem:{visit.site.region_id}:{visit.year}"
    numbers = counters.take(name, len(findings))
    return Problem.objects.bulk_create(
        _problem(visit, one, f"{visit.site.region_id}-{visit.year}-{n:04d}")
        for one, n in zip(findings, numbers, strict=True)
    )


def _problem(visit: Visit, finding: Finding, number: str) -> Problem:
    state = _first_state(visit, finding)
    return Problem(
        number=number,
        finding=finding,
        visit=visit,
        site_id=visit.site_id,
        state=state,
        due_on=finding.due_on,
        moved_at=clock.now(),
        closed_at=clock.now() if state in CLOSED else None,
    )


def _first_state(visit: Visit, finding: Finding) -> Problem.State:
    if finding.state == Finding.State.CORRECTED:
        return Problem.State.CORRECTED
    if is_foreign(visit, finding):
        return Problem.State.HANDED_OVER
    return Problem.State.OPEN


def is_foreign(visit: Visit, finding: Finding) -> bool:
    """Say whether another department is competent for the finding (抄告, not 责令改正)."""
    return finding.competent_department not in {"", visit.department}


@transaction.atomic
def move_problem(
    finding_id: UUID, *, state: str, actor: str, due_on: date | None = None
) -> Problem:
    """Move a problem on: ordered, answered, overdue, corrected, annulled (台账变更).

    The same state again changes nothing but a new due date. Raises Missing.
    """
    row = Problem.objects.select_for_update().filter(finding_id=finding_id).first()
    if row is None:
        raise Missing(f"no problem of finding {finding_id} in the ledger")
    if row.state == state and due_on in {None, row.due_on}:
        return row
    row.state, row.moved_at = Problem.State(state), clock.now()
    row.due_on = due_on or row.due_on
    row.closed_at = row.moved_at if row.state in CLOSED else None
    row.save(update_fields=["state", "moved_at", "due_on", "closed_at"])
    body = {"number": row.number, "state": row.state}
    record(kind="problem.moved", subject=str(row.pk), actor=actor, body=body)
    return row
