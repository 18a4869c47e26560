"""Coming, going and handing over (到场, 离场, 移交主办)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from backend.core.clock import SHANGHAI
from backend.inspections.field.case import Case
from backend.inspections.models import Visit
from backend.inspections.services.entry import scan_in


def open_visit(case: Case) -> None:
    """The visit begins, and its officer is there; a second opening is a joining.

    What is odd about the day is noted: the work was done.
    """
    visit = case.state.visit
    if visit.opened_at is None:
        _scan(case)
        for code, odd in _oddities(case).items():
            if odd:
                case.note(code)
        visit.opened_at = min(case.operation.outer.done_at, case.operation.recorded_at)
        visit.state = Visit.State.OPEN
        case.state.put(visit)
    join(case)


def join(case: Case) -> None:
    """An officer of the visit is there."""
    seat = case.state.seats[case.officer]
    if seat.joined_at is None or seat.left_at is not None:
        seat.joined_at = seat.joined_at or case.operation.outer.done_at
        seat.left_at, seat.left_reason = None, ""
        case.state.put(seat)


def leave(case: Case) -> None:
    """An officer goes before the record is read; his answers stay."""
    seat = case.state.seats[case.officer]
    seat.left_at = case.operation.outer.done_at
    seat.left_reason = case.body.get("reason", "")
    case.state.put(seat)


def handover(case: Case) -> None:
    """The lead passes to another officer of the visit (移交主办)."""
    case.demand_lead()
    to = case.body["to"]
    case.need(case.state.sits(to), "officer-not-of-visit")
    case.state.visit.lead_id = to
    case.state.put(case.state.visit)
    for seat in case.state.seats.values():
        if seat.is_lead != (seat.officer_id == to):
            seat.is_lead = seat.officer_id == to
            case.state.put(seat)


def _scan(case: Case) -> None:
    """Take the task code scanned at the door, or the reason for none, where none is on file."""
    visit = case.state.visit
    if visit.scan_code or visit.scan_reason:
        return
    entry = _entry(case.body.get("scan") or {})
    if entry:
        case.state.later(partial(scan_in, visit.pk, actor=case.state.actor, **entry))
    elif visit.nature.needs_scan:
        case.note("not-scanned-in")


def _entry(scan: dict[str, Any]) -> dict[str, Any]:
    if scan.get("task_code") and scan.get("scanned_at"):
        return {"task_code": scan["task_code"], "scanned_at": scan["scanned_at"]}
    return {"reason": scan["reason"]} if scan.get("reason") else {}


def _oddities(case: Case) -> dict[str, bool]:
    visit, done_at = case.state.visit, case.operation.outer.done_at
    day = done_at.astimezone(SHANGHAI).date()
    return {
        "notice-missing": visit.nature.needs_notice_days > 0
        and visit.state != Visit.State.NOTIFIED
        and not visit.emergency_reason,
        "before-earliest-day": visit.earliest_on is not None and day < visit.earliest_on,
        "day-outside-window": not visit.window_from <= day <= visit.window_until,
        "officer-certificate-expired": _expired(case, day),
        "device-clock-ahead": done_at > case.operation.recorded_at,
    }


def _expired(case: Case, day: date) -> bool:
    return any(
        seat.certificate_until is not None and seat.certificate_until < day
        for seat in case.state.seats.values()
        if case.state.sits(seat.officer_id)
    )
