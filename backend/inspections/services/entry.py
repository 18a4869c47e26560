"""Coming to the door: scanned in, or why not (扫码入企); field/rules/visit.py opens the visit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from backend.calendar.services import finish_clock, start_clock
from backend.core import clock
from backend.inspections.models import Visit
from backend.inspections.refusals import EntryNotRecorded, WrongState
from backend.inspections.services.visit_row import demand_state, keep, log, take

State = Visit.State
FILING = "scan-filing"
FILING_DAYS = 3
FILING_BASIS = "未扫码入企的，应当在3个工作日内补报（重庆令375第十八条）"
ARRIVED = (State.APPROVED, State.NOTIFIED, State.OPEN, State.LOCKED, State.CONCLUDED)


@transaction.atomic
def scan_in(
    visit_id: UUID,
    *,
    actor: str,
    task_code: str = "",
    scanned_at: datetime | None = None,
    reason: str = "",
) -> Visit:
    """Record the outside system's task code and its time, or why there is none (扫码入企).

    Without a code the filing is due within three working days; a later code settles it,
    even after the lock.

    Raises EntryNotRecorded when neither, or both, came.
    Source: 重庆令375 art. 18.
    """
    visit = take(visit_id)
    demand_state(visit, *ARRIVED)
    if bool(task_code) == bool(reason) or bool(task_code) != (scanned_at is not None):
        raise EntryNotRecorded(
            "neither a code with its time nor a reason",
            expected="task_code and scanned_at, or reason",
            came=", ".join(
                k
                for k, v in {
                    "task_code": task_code,
                    "scanned_at": scanned_at,
                    "reason": reason,
                }.items()
                if v
            )
            or "nothing",
            do="scan the code at the door, or write why that was not possible",
        )
    fields = _late(visit, task_code, scanned_at) if visit.scan_reason else None
    if fields is None:
        fields = _code(visit, task_code, scanned_at) if task_code else _reason(visit, reason)
    keep(visit, fields)
    log("scanned-in", visit, actor, code=task_code, reason=reason)
    return visit


def _code(visit: Visit, task_code: str, scanned_at: datetime | None) -> list[str]:
    _demand_unrecorded(visit)
    visit.scan_code, visit.scanned_at = task_code, scanned_at
    return ["scan_code", "scanned_at"]


def _reason(visit: Visit, reason: str) -> list[str]:
    _demand_unrecorded(visit)
    visit.scan_reason = reason
    _owe_filing(visit.pk)
    return ["scan_reason"]


def _owe_filing(visit_id: UUID) -> None:
    """Start the three working days of a visit that was entered without a code; twice is once."""
    start_clock(
        subject=("visit", visit_id),
        kind=FILING,
        unit="working_day",
        amount=FILING_DAYS,
        starts_at=clock.now(),
        basis=FILING_BASIS,
    )


def _late(visit: Visit, task_code: str, scanned_at: datetime | None) -> list[str]:
    if visit.scan_filed_at or not task_code:
        raise WrongState("why it was not scanned is recorded already", came=visit.scan_reason)
    visit.scan_filing, visit.scan_filed_at = task_code, scanned_at
    finish_clock(("visit", visit.pk), FILING, clock.now())
    return ["scan_filing", "scan_filed_at"]


def _demand_unrecorded(visit: Visit) -> None:
    if visit.scan_code or visit.state in {State.LOCKED, State.CONCLUDED}:
        raise WrongState("the entry is recorded already", came=visit.scan_code or visit.state)
