"""Facts asked for once a visit, as beds or residents (基本情况)."""

from __future__ import annotations

from backend.inspections.field.case import Case
from backend.inspections.models import FactValue
from scoring import ScoringError, parse_fact


def set_fact(case: Case) -> None:
    """One value a visit: a second officer's other value is a conflict, not an overwriting."""
    name, value = case.body["name"], case.body["value"]
    if case.must(name in case.state.standard.facts, "fact-unknown", name):
        _check_shape(case, name, value)
    row = case.state.facts.get(name)
    now = None if row is None or row.cleared else row.value
    case.meet(row, now, case.parent_body().get("value"), value)
    if row is None:
        case.state.facts[name] = case.row(FactValue, name=name, value=value)
    else:
        case.touch(row, officer_id=case.officer, value=value, cleared=False)


def _check_shape(case: Case, name: str, value: object) -> None:
    try:
        parse_fact(case.state.standard, name, value)
    except ScoringError as fault:
        case.must(False, "fact-malformed", str(fault))


def clear_fact(case: Case) -> None:
    """A fact is taken back."""
    row = case.state.facts.get(case.body["name"])
    if row is None:
        return
    now = None if row.cleared else row.value
    case.meet(row, now, case.parent_body().get("value"), None)
    case.touch(row, officer_id=case.officer, value=None, cleared=True)
