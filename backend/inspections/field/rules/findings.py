"""Problems found, with clause and demand (问题)."""

from __future__ import annotations

from typing import Any

from backend.inspections.field.case import Case
from backend.inspections.models import Finding

WORDS = (
    "clause",
    "basis",
    "wording",
    "severity",
    "demand",
    "due_days",
    "due_unit",
    "due_on",
    "competent_department",
    "library_code",
)


def add(case: Case) -> None:
    """A problem is noted; a nature without findings refuses it."""
    body = case.body
    case.must(case.state.visit.nature.may_find, "nature-finds-nothing")
    case.need(body["id"] not in case.state.findings, "finding-known")
    case.must(body["item"] in case.state.standard.by_code, "item-unknown", body["item"])
    fields = _fields(body) | {"id": body["id"], "item": body["item"]}
    case.state.findings[body["id"]] = case.row(Finding, **fields)


def change(case: Case) -> None:
    """A problem is worded or judged anew; only the keys sent change."""
    row = _known(case)
    fields = _fields(case.body)
    now = {name: getattr(row, name) for name in fields}
    case.meet(row, now, None, fields)
    case.touch(row, **fields)


def withdraw(case: Case) -> None:
    """A problem is taken back, before the record is read."""
    row = _known(case)
    case.need(not case.soft, "after-signature")
    case.meet(row, row.state, None, Finding.State.WITHDRAWN)
    case.touch(row, state=Finding.State.WITHDRAWN)


def _known(case: Case) -> Finding:
    row = case.state.findings.get(case.body["id"])
    case.need(row is not None, "finding-unknown", str(case.body["id"]))
    assert row is not None
    return row


def _fields(body: Any) -> dict[str, Any]:
    fields = {name: body[name] for name in WORDS if name in body}
    if "evidence" in body:
        fields["evidence_ids"] = body["evidence"]
    if "corrected" in body:
        fields["state"] = Finding.State.CORRECTED if body["corrected"] else Finding.State.RAISED
    return fields
