"""From the locked record to the conclusion (形成检查结论)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core import clock, outbox
from backend.credit.services import add_entry
from backend.inspections.models import Problem, Visit
from backend.inspections.selectors.outcome import grade_answers, result_of
from backend.inspections.services.feeds import News, tell
from backend.inspections.services.formed import formed, settle_numbers
from backend.inspections.services.ledger import enter_problems
from backend.inspections.services.visit_row import demand_state, keep, log, take

State = Visit.State
RECORD = "onsite-record"


@transaction.atomic
def conclude_visit(payload: dict[str, Any]) -> None:
    """Handle `visit.locked`: grade, enter the ledger, ask for the 笔录, tell the rest.

    Twice is once. A visit of a grading nature is left to ratings, which conclude it with a
    level; this one never gives a level.
    """
    visit = take(UUID(payload["visit"]))
    if visit.state == State.CONCLUDED or visit.nature.may_grade:
        return
    demand_state(visit, State.LOCKED)
    problems = enter_problems(visit)
    visit.conclusion = formed(visit, RECORD, _conclusion(visit))
    visit.concluded_at = clock.now()
    visit.state = State.CONCLUDED
    keep(visit, ["conclusion", "concluded_at", "state"])
    _credit(visit)
    settle_numbers(visit)
    log("concluded", visit, "system", codes=visit.conclusion["codes"])
    outbox.emit("visit.concluded", str(visit.pk), concluded_payload(visit, problems))
    tell(visit.pk, News("visit", str(visit.pk), {"state": visit.state, "version": visit.version}))


def _conclusion(visit: Visit) -> dict[str, Any]:
    defects = visit.defects.order_by("code").values_list("code", flat=True).distinct()
    return {
        **result_of(visit),
        "graded": grade_answers(visit),
        "waived_evidence": visit.waivers.count(),
        "defects": list(defects),
    }


def _credit(visit: Visit) -> None:
    conclusion = visit.conclusion or {}
    add_entry(
        subject=("site", visit.site_id),
        kind="inspection",
        ground=("visit", str(visit.pk), visit.lock_digest),
        valid_from=clock.today(),
        ref=conclusion["record_number"],
        detail={"nature": visit.nature_id, "codes": conclusion["codes"]},
        made_by="system",
    )


def concluded_payload(visit: Visit, problems: list[Problem]) -> dict[str, Any]:
    """Say all that orders and publication need, so that the event suffices alone."""
    conclusion = visit.conclusion or {}
    return {
        "visit": str(visit.pk),
        "nature": visit.nature_id,
        "nature_title": visit.nature.title_zh,
        "may_order": visit.nature.may_order,
        "site": str(visit.site_id),
        "site_label": visit.site.label,
        "site_name": visit.site.name,
        "region": visit.site.region_id,
        "department": visit.department,
        "task": str(visit.task_id) if visit.task_id else None,
        "lead": str(visit.lead_id) if visit.lead_id else None,
        "lock_digest": visit.lock_digest,
        "formed_on": conclusion["formed_on"],
        "visited_on": conclusion["visited_on"],
        "record_number": conclusion["record_number"],
        "record_paper": conclusion["record_paper"],
        "conclusion": conclusion,
        "findings": [_finding(one) for one in problems],
    }


def _finding(problem: Problem) -> dict[str, Any]:
    finding = problem.finding
    return {
        "id": str(finding.pk),
        "number": problem.number,
        "item": finding.item,
        "clause": finding.clause,
        "basis": finding.basis,
        "wording": finding.wording,
        "severity": finding.severity,
        "demand": finding.demand,
        "due_days": finding.due_days,
        "due_unit": finding.due_unit,
        "due_on": finding.due_on.isoformat() if finding.due_on else None,
        "competent_department": finding.competent_department,
        "state": finding.state,
        "problem_state": problem.state,
    }
