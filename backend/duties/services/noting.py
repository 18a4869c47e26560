"""Done outside of the system, by a person's word and a document (手工登记办结)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.core import clock
from backend.duties.ledger import mark_one
from backend.duties.models import Duty
from backend.duties.refusals import DayNotPossible, DutyClosed, NotByHand, ReasonMissing
from backend.duties.services.excusing import demand_seen, taken
from backend.oplog.services import record

DOCUMENT = "document"


@transaction.atomic
def note_duty_done(
    *, duty_id: UUID, done_on: date, document: str, by: Person, seen_version: int | None = None
) -> Duty:
    """Note that a duty was done on a day, with the number of its document; twice is once.

    Raises Missing, NotByHand, DutyMovedOn, DutyClosed, DayNotPossible, ReasonMissing.
    """
    duty, words = taken(duty_id), document.strip()
    if duty.noted_by_id and (duty.done_on, duty.ground_id) == (done_on, words):
        return duty
    if not duty.kind.by_hand:
        raise NotByHand(do="在相应的业务页面办理，台账自动登记")
    demand_seen(duty, seen_version)
    if duty.state in (Duty.State.DONE, Duty.State.CANCELLED):
        raise DutyClosed(expected="待办、逾期或者已免责", came=str(duty.get_state_display()))
    if not duty.started_on <= done_on <= clock.today():
        raise DayNotPossible(
            expected=f"{duty.started_on} – {clock.today()}", came=str(done_on), place="done_on"
        )
    if not words:
        raise ReasonMissing(place="document", do="写明文号或者材料名称")
    duty.done_on, duty.ground_type, duty.ground_id = done_on, DOCUMENT, words
    duty.noted_by, duty.noted_at = by, clock.now()
    duty.version += 1
    mark_one(duty, clock.today()).save()
    body = {"code": duty.code, "subject": duty.subject_id, "done_on": str(done_on)}
    told = {**body, "document": words}
    record(kind="duty.noted-done", subject=str(duty.pk), actor=str(by.pk), body=told)
    return duty
