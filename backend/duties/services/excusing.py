"""Why a term need not be kept (免责)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.core.refusals import Missing
from backend.duties.ledger import mark_one
from backend.duties.models import Duty
from backend.duties.refusals import DutyClosed, DutyMovedOn, ExcuseNotForKind, ReasonMissing
from backend.oplog.services import record

OPEN = (Duty.State.OPEN, Duty.State.LATE)


@transaction.atomic
def excuse_duty(
    *, duty_id: UUID, excuse: str, reason: str, by: Person, seen_version: int | None = None
) -> Duty:
    """Excuse a duty with a reason (免责); the same excuse twice is once.

    Raises Missing, DutyMovedOn, DutyClosed, ExcuseNotForKind, ReasonMissing.
    """
    duty = taken(duty_id)
    if duty.state == Duty.State.EXCUSED and (duty.excuse, duty.excuse_reason) == (excuse, reason):
        return duty
    demand_seen(duty, seen_version)
    if duty.state not in OPEN:
        raise DutyClosed(expected="待办或者逾期", came=str(duty.get_state_display()))
    if excuse not in duty.kind.excuses:
        raise ExcuseNotForKind(
            expected=" | ".join(duty.kind.excuses), came=excuse, place="excuse", do="换一个事由"
        )
    if not reason.strip():
        raise ReasonMissing(place="reason", do="写明理由和文件")
    duty.excuse, duty.excuse_reason = excuse, reason.strip()
    duty.excused_by, duty.excused_at = by, clock.now()
    duty.version += 1
    mark_one(duty, clock.today()).save()
    body = {"code": duty.code, "subject": duty.subject_id, "excuse": excuse, "reason": reason}
    record(kind="duty.excused", subject=str(duty.pk), actor=str(by.pk), body=body)
    return duty


def taken(duty_id: UUID) -> Duty:
    """Lock the row; raises Missing."""
    rows = Duty.objects.select_for_update(of=("self",)).select_related("kind", "region")
    duty = rows.filter(pk=duty_id).first()
    if duty is None:
        raise Missing(f"no duty {duty_id}")
    return duty


def demand_seen(duty: Duty, seen_version: int | None) -> None:
    """Raise DutyMovedOn when the row is another than the person saw."""
    if seen_version not in {None, duty.version}:
        raise DutyMovedOn(expected=str(duty.version), came=str(seen_version))
