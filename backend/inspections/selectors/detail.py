"""One visit in full, as the office and its home see it (检查详情)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from backend.accounts.models import Person
from backend.accounts.roles import OFFICE
from backend.accounts.selectors import holds_any
from backend.inspections.field.words import words_of
from backend.inspections.models import Evidence, Finding, LockRequest, Visit
from backend.inspections.selectors.visits import case_line


def visit_detail(visit: Visit, person: Person) -> dict[str, Any]:
    """Give a visit with its findings; approvals and the waiting lock are for the office.

    What a rating came to is told to its home by the application, when its time has come.
    """
    office = _is_office(visit, person)
    told = {
        **case_line(visit),
        "checklist": {
            "standard": visit.checklist.standard,
            "version": visit.checklist.version,
            "digest": visit.checklist_digest,
        },
        "locked_at": _moment(visit.locked_at),
        "lock_digest": visit.lock_digest,
        "conclusion": visit.conclusion if office or not visit.nature.may_grade else None,
        "findings": findings_of(visit),
        "amendments": [
            {"at": _moment(one.recorded_at), "reason": one.reason, "body": one.body}
            for one in visit.amendments.order_by("recorded_at")
        ],
    }
    return told | _inside(visit) if office else told


def _is_office(visit: Visit, person: Person) -> bool:
    return holds_any(person, OFFICE, visit.site.region) or any(
        one.officer.person_id == person.pk for one in visit.officers.all()
    )


def _inside(visit: Visit) -> dict[str, Any]:
    """What only the office sees."""
    request = LockRequest.objects.filter(visit=visit).first()
    states = visit.evidence.values_list("state", flat=True)
    return {
        "brief": visit.brief,
        "cap_exemption": visit.cap_exemption,
        "emergency_reason": visit.emergency_reason,
        "notified_at": _moment(visit.notified_at),
        "notice_reason": visit.notice_reason,
        "scan_code": visit.scan_code,
        "scanned_at": _moment(visit.scanned_at),
        "scan_reason": visit.scan_reason,
        "scan_filed_at": _moment(visit.scan_filed_at),
        "opened_at": _moment(visit.opened_at),
        "cancel_reason": visit.cancel_reason,
        "lock_receipt": visit.lock_receipt,
        "lock_waits_for": request.waits_for if request else [],
        "defects": defects_of(visit),
        "evidence": {state.value: list(states).count(state) for state in Evidence.State},
        "approvals": [
            {
                "step": one.step,
                "round": one.round,
                "person": one.person.name,
                "at": _moment(one.at),
                "note": one.note,
                "afterwards": one.afterwards,
            }
            for one in visit.approvals.select_related("person")
        ],
    }


def defects_of(visit: Visit) -> list[dict[str, Any]]:
    """Give what was odd and accepted all the same, by code, with its words and how often."""
    rows = visit.defects.values_list("code").annotate(count=Count("pk")).order_by("code")
    return [{"code": code, "words": words_of(code), "count": count} for code, count in rows]


def findings_of(visit: Visit) -> list[dict[str, Any]]:
    """Give the findings with where they stand in the problem ledger."""
    rows = visit.findings.exclude(state=Finding.State.WITHDRAWN).select_related("problem")
    return [_finding(one) for one in rows]


def _finding(row: Finding) -> dict[str, Any]:
    problem = getattr(row, "problem", None)
    return {
        "id": str(row.pk),
        "item": row.item,
        "clause": row.clause,
        "basis": row.basis,
        "wording": row.wording,
        "severity": row.severity,
        "severity_label": row.get_severity_display(),
        "demand": row.demand,
        "due_days": row.due_days,
        "due_unit": row.due_unit,
        "due_unit_label": row.get_due_unit_display(),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "competent_department": row.competent_department,
        "state": row.state,
        "evidence": [str(one) for one in row.evidence_ids],
        "number": problem.number if problem else "",
        "problem_state": problem.state if problem else "",
        "problem_label": problem.get_state_display() if problem else "",
    }


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None
