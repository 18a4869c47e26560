"""承办人 → 科室 → 负责人: every inspection is approved before it starts (凡检查必审批)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Person
from backend.calendar.services import add_working_days, finish_clock, start_clock
from backend.core import clock, outbox
from backend.inspections.approvals import ORDER, round_of, standing, turn_of
from backend.inspections.models import Approval, OfficePreset, Visit
from backend.inspections.refusals import (
    ApprovalOutOfOrder,
    ApprovalSamePerson,
    NothingToReturn,
    ReturnReasonMissing,
)
from backend.inspections.services.certificates import demand_certificates, present
from backend.inspections.services.visit_row import demand_state, keep, log, take

Step = Approval.Step
WAITS_IN = {
    Step.PROPOSE: Visit.State.PROPOSED,
    Step.ENDORSE: Visit.State.PROPOSED,
    Step.APPROVE: Visit.State.ENDORSED,
}
LEADS_TO = {
    Step.PROPOSE: Visit.State.PROPOSED,
    Step.ENDORSE: Visit.State.ENDORSED,
    Step.APPROVE: Visit.State.APPROVED,
}
PAPERS = "emergency-papers"
PAPERS_BASIS = (
    "紧急检查应当在次一工作日补办审批（《关于严格规范涉企行政检查的意见》，凡检查必审批）"
)


@transaction.atomic
def propose_visit(
    visit_id: UUID, *, person: Person, seen_version: int | None, note: str = ""
) -> Visit:
    """Ask for the approval of a planned visit (承办人提出)."""
    return _take_step(visit_id, Step.PROPOSE, person, seen_version, note)


@transaction.atomic
def endorse_visit(
    visit_id: UUID, *, person: Person, seen_version: int | None, note: str = ""
) -> Visit:
    """Review the proposal in the section (科室审核)."""
    return _take_step(visit_id, Step.ENDORSE, person, seen_version, note)


@transaction.atomic
def approve_visit(
    visit_id: UUID, *, person: Person, seen_version: int | None, note: str = ""
) -> Visit:
    """Decide that the visit takes place (负责人批准).

    Raises ApprovalOutOfOrder, ApprovalSamePerson, OfficerCertificateExpired, Conflict.
    Source: 国办发〔2024〕54号; law-and-office design, sections 2 and 8.
    """
    return _take_step(visit_id, Step.APPROVE, person, seen_version, note)


@transaction.atomic
def start_in_emergency(
    visit_id: UUID, *, person: Person, reason: str, seen_version: int | None
) -> Visit:
    """Let a visit start before its papers, with a reason (紧急检查).

    The papers are due the next working day and the visit stays on the list of owed papers
    until the three steps are taken.
    """
    visit = take(visit_id, seen_version)
    demand_state(visit, Visit.State.PROPOSED, Visit.State.ENDORSED)
    demand_certificates(present(visit), clock.today())
    visit.emergency_reason = reason
    visit.papers_due_on = add_working_days(clock.today(), 1)
    visit.state = Visit.State.APPROVED
    keep(visit, ["emergency_reason", "papers_due_on", "state"])
    start_clock(
        subject=("visit", visit.pk),
        kind=PAPERS,
        unit="working_day",
        amount=1,
        starts_at=clock.now(),
        basis=PAPERS_BASIS,
    )
    log("started-in-emergency", visit, str(person.pk), reason=reason)
    return visit


@transaction.atomic
def return_visit(visit_id: UUID, *, person: Person, seen_version: int | None, reason: str) -> Visit:
    """Send a proposal back with a reason instead of taking one's step (退回).

    The three steps start again; the earlier ones and the return stay on record.  A visit that
    started in an emergency goes on, only its papers are asked for again.

    Raises NothingToReturn while nobody waits for 科室 or 负责人, ReturnReasonMissing, Conflict.
    """
    visit = take(visit_id, seen_version)
    rows = list(visit.approvals.all())
    turn = turn_of(rows)
    if visit.state == Visit.State.CANCELLED or turn not in (Step.ENDORSE, Step.APPROVE):
        raise NothingToReturn(
            f"visit is {visit.state}",
            expected="a proposal that waits for a decision",
            came=visit.state,
            do="look at the visit's history for the step that was taken",
        )
    if not reason.strip():
        raise ReturnReasonMissing(expected="why it goes back", came="nothing", place="reason")
    afterwards = bool(visit.emergency_reason)
    Approval.objects.create(
        visit=visit,
        step=Step.RETURN,
        round=round_of(rows),
        person=person,
        at=clock.now(),
        note=reason.strip(),
        afterwards=afterwards,
    )
    if not afterwards:
        visit.state = Visit.State.PROPOSED
    keep(visit, ["state"])
    log("returned", visit, str(person.pk), reason=reason.strip(), instead_of=turn.value)
    return visit


def _take_step(
    visit_id: UUID, step: Step, person: Person, seen_version: int | None, note: str
) -> Visit:
    visit = take(visit_id, seen_version)
    afterwards = bool(visit.emergency_reason)
    if afterwards:
        demand_state(visit, *(set(Visit.State) - {Visit.State.CANCELLED}))
    rows = list(visit.approvals.all())
    taken = standing(rows)
    _demand_turn(step, taken)
    if not afterwards:
        demand_state(visit, WAITS_IN[step])
    _demand_other_person(visit, step, person, taken)
    Approval.objects.create(
        visit=visit,
        step=step,
        round=round_of(rows),
        person=person,
        at=clock.now(),
        note=note,
        afterwards=afterwards,
    )
    if afterwards:
        _papers_follow(visit, step)
    else:
        _move_on(visit, step)
    log(
        {Step.PROPOSE: "proposed", Step.ENDORSE: "endorsed"}.get(step, "approved"),
        visit,
        str(person.pk),
        afterwards=afterwards,
    )
    return visit


def _demand_turn(step: Step, taken: list[Approval]) -> None:
    turn = ORDER[len(taken)] if len(taken) < len(ORDER) else None
    if step == turn:
        return
    raise ApprovalOutOfOrder(
        f"{step} is not the next step",
        expected=str(turn.label) if turn else "nothing more",
        came=str(step.label),
        do="take the steps in the order 承办人, 科室, 负责人",
    )


def _demand_other_person(visit: Visit, step: Step, person: Person, taken: list[Approval]) -> None:
    """Three persons; with the small-office preset only proposer and approver differ."""
    earlier = {one.step: one.person_id for one in taken}
    if OfficePreset.objects.filter(region=visit.site.region_id, small=True).exists():
        apart = {earlier.get(Step.PROPOSE)} if step == Step.APPROVE else set()
    else:
        apart = set(earlier.values())
    if person.pk in apart:
        raise ApprovalSamePerson(
            f"{person.name} took an earlier step",
            expected="another person",
            came=person.name,
            do="let a colleague with this role take the step",
        )


def _move_on(visit: Visit, step: Step) -> None:
    if step == Step.APPROVE:
        demand_certificates(present(visit), max(clock.today(), visit.window_from))
    visit.state = LEADS_TO[step]
    keep(visit, ["state"])
    if step == Step.APPROVE:
        outbox.emit("visit.approved", str(visit.pk), approved_payload(visit))


def _papers_follow(visit: Visit, step: Step) -> None:
    fields: list[str] = []
    if step == Step.APPROVE:
        visit.papers_done_at = clock.now()
        fields = ["papers_done_at"]
        finish_clock(("visit", visit.pk), PAPERS, visit.papers_done_at)
        outbox.emit("visit.approved", str(visit.pk), approved_payload(visit))
    keep(visit, fields)


def approved_payload(visit: Visit) -> dict[str, str]:
    """Say what outside systems need to know of an approved visit."""
    return {
        "visit": str(visit.pk),
        "nature": visit.nature_id,
        "site": str(visit.site_id),
        "region": visit.site.region_id,
        "department": visit.department,
        "window_from": visit.window_from.isoformat(),
        "window_until": visit.window_until.isoformat(),
    }
