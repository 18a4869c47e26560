"""The whole content of a visit as the lock's digest covers it (锁定内容)."""

from __future__ import annotations

from typing import Any

from backend.inspections.models import LockRequest, Visit
from backend.inspections.selectors.answers import adopted_answers


def content_of(visit: Visit) -> dict[str, Any]:
    """Give everything the lock freezes, as plain JSON in a fixed order.

    A later reader computes the same digest from the same rows: `digest(content_of(visit))`
    is `visit.lock_digest`.
    """
    adopted = adopted_answers(visit)
    return {
        "visit": str(visit.pk),
        "nature": visit.nature_id,
        "site": str(visit.site_id),
        "checklist": visit.checklist_digest,
        "purpose": visit.purpose,
        "officers": [
            [str(one.officer_id), one.certificate_number, one.is_lead, one.seat]
            for one in visit.officers.order_by("seat")
        ],
        "answers": dict(adopted.answers),
        "facts": dict(adopted.facts),
        "attestations": _rows(visit, "attestations", "item", "value", "note", "cleared"),
        "reconciliations": _rows(visit, "reconciliations", "item", "value", "reason"),
        "samples": _rows(visit, "samples", "item", "number", "seed", "chosen"),
        "evidence": _rows(visit, "evidence", "item", "sha256", "length", "state"),
        "waivers": _rows(visit, "waivers", "evidence_id", "second_officer_id", "reason"),
        "findings": _rows(
            visit,
            "findings",
            "item",
            "clause",
            "basis",
            "wording",
            "severity",
            "demand",
            "due_days",
            "due_unit",
            "due_on",
            "competent_department",
            "evidence_ids",
            "state",
        ),
        "texts": _rows(visit, "texts", "kind", "number", "text_digest", "superseded"),
        "signatures": _rows(
            visit, "signatures", "text_digest", "signer_kind", "name", "witness", "signed_on"
        ),
        **_rating(visit),
        **_outcome(visit),
    }


def _rating(visit: Visit) -> dict[str, Any]:
    """Say who answered what and what was applied for, where a level may come of it."""
    if not visit.nature.may_grade:
        return {}
    rows = visit.chapters.order_by("chapter").values_list("chapter", "officer")
    return {
        "context": visit.grading_context,
        "chapters": [[chapter, str(officer)] for chapter, officer in rows],
    }


def _outcome(visit: Visit) -> dict[str, Any]:
    """Say why the visit could not be carried out, where it could not."""
    request = LockRequest.objects.filter(visit=visit).exclude(outcome="").first()
    if request is None:
        return {}
    return {"outcome": {"code": request.outcome, "note": request.outcome_note}}


def _rows(visit: Visit, related: str, *fields: str) -> list[list[Any]]:
    rows = getattr(visit, related).order_by("id").values_list("id", "officer_id", "op", *fields)
    return [[_plain(value) for value in row] for row in rows]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | dict):
        return value
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else str(value)
