"""Locking, what comes after it, and the confidential track (锁定, 补正, 保密线索)."""

from __future__ import annotations

from backend.core.ids import uuid7
from backend.inspections.field.case import Case
from backend.inspections.models import Amendment, Lead, LockRequest


def ask_for_lock(case: Case) -> None:
    """The lead says what the record holds; the server locks when its own says the same.

    A corrected request replaces one that still waits.  outcome: the visit could not be carried
    out as planned; it needs its reason and demands no answers.
    """
    case.demand_lead()
    outcome = case.body.get("outcome") or {}
    fields = {
        "operations": case.body["operations"],
        "answers_digest": case.body["answers_digest"],
        "evidence_hashes": sorted(case.body["evidence"]),
        "waits_for": [],
        "outcome": outcome.get("code", ""),
        "outcome_note": outcome.get("note", ""),
    }
    row = case.state.lock
    if row is None:
        case.state.lock = case.row(LockRequest, **fields)
    else:
        case.touch(row, officer_id=case.officer, **fields)


def amend(case: Case) -> None:
    """Two officers add to a locked record, with a reason; the record itself never changes."""
    case.must(case.state.locked, "visit-not-locked")
    case.demand_second(case.body["second_officer"])
    case.row(
        Amendment,
        second_officer_id=case.body["second_officer"],
        reason=case.body["reason"],
        body=case.body["content"],
    )


def add_lead(case: Case) -> None:
    """A confidential word, encrypted to the intake key at capture: never in the record."""
    outer = case.operation.outer
    case.state.put(
        Lead(
            id=uuid7(),
            visit=case.state.visit,
            intake_key_id=case.body["intake_key_id"],
            ciphertext=case.body["ciphertext"],
            op=outer.id,
            device_id=outer.device,
            done_at=outer.done_at,
            recorded_at=case.operation.recorded_at,
        )
    )
