"""Answers to items, and the lead's decision where two differ (检查结果, 差异协调)."""

from __future__ import annotations

from typing import Any

from backend.inspections.field.case import Case
from backend.inspections.models import Attestation, Reconciliation
from scoring import Item, ScoringError, parse_answer


def set_answer(case: Case) -> None:
    """One officer answers one item; his earlier answer is replaced only if he had seen it."""
    item, value = _readable(case)
    key = (item, case.officer)
    row = case.state.answers.get(key)
    case.meet(row, _now(row), _said(case.parent_body()), value)
    note = case.body.get("note", "")
    if row is None:
        case.state.answers[key] = case.row(Attestation, item=item, value=value, note=note)
    else:
        case.touch(row, value=value, note=note, cleared=False)


def clear_answer(case: Case) -> None:
    """An officer takes his answer back."""
    item = case.body["item"]
    row = case.state.answers.get((item, case.officer))
    if row is None:
        return
    case.meet(row, _now(row), _said(case.parent_body()), None)
    case.touch(row, value=None, note="", cleared=True)


def reconcile(case: Case) -> None:
    """The lead decides which answer stands, with a reason; all stay on record.

    It must settle every standing answer: one he had not seen is a conflict.
    """
    case.demand_lead()
    item, value = _readable(case)
    standing = {row.op for row in case.state.answers_to(item)}
    settles = set(case.body["settles"])
    if not standing <= settles:
        case.must(False, "settles-others", ", ".join(str(op) for op in standing - settles))
    row = case.state.reconciled.get(item)
    case.meet(row, row and row.value, _said(case.parent_body()), value)
    fields = {
        "value": value,
        "note": case.body.get("note", ""),
        "reason": case.body["reason"],
        "settles": sorted(settles),
    }
    if row is None:
        case.state.reconciled[item] = case.row(Reconciliation, item=item, **fields)
    else:
        case.touch(row, officer_id=case.officer, **fields)


def _readable(case: Case) -> tuple[str, Any]:
    """The item and the answer as it is stored, checked by the item's own rule."""
    item = case.body["item"]
    known = case.state.standard.by_code.get(item)
    case.must(known is not None, "item-unknown", item)
    if ("na" in case.body) == ("value" in case.body):
        case.need(False, "answer-malformed", "value or na, one of them")
    if "na" in case.body:
        case.must(known is None or known.na != "forbid", "na-forbidden", item)
        return item, {"na": case.body["na"]}
    if known is not None:
        _check_shape(case, known, case.body["value"])
    return item, case.body["value"]


def _check_shape(case: Case, item: Item, value: Any) -> None:
    """Whatever the grading would not read is said now: wrong kind, number or count, a fact's item.

    No rule reads an answer by the facts of the visit, which may come later.
    """
    try:
        parse_answer(item, {"value": value})
    except ScoringError as fault:
        case.must(False, "answer-malformed", str(fault))


def _said(body: dict[str, Any]) -> Any:
    """The answer an operation's body gave, as it is stored."""
    return {"na": body["na"]} if body.get("na") is not None else body.get("value")


def _now(row: Attestation | None) -> Any:
    return None if row is None or row.cleared else row.value
