"""Random visits to the random standards, as JSON and as cells of VISITS.csv."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random
from typing import Any

from scoring import Item, Standard
from tests.scoring.random_rules import text
from tests.scoring.random_standards import LEVELS


def visit_to(standard: Standard, pick: Random) -> dict[str, Any]:
    """A visit: some answers open, some not applicable, facts and context here and there."""
    answers = {one.code: answer_to(one, pick) for one in standard.items}
    facts: dict[str, Any] = {
        "whole": pick.randint(0, 20),
        "area": text(Decimal(pick.randint(0, 4000)) / 100),
        "part": text(Decimal(pick.randint(0, 20)) / 20),
        "fit": pick.choice(["yes", "no"]),
        "fuel": pick.choice(["gas", "coal", "none"]),
    }
    context: dict[str, Any] = {
        "applied_for": pick.choice(LEVELS),
        "current_level": pick.choice(LEVELS),
        "years_since_grade": pick.randint(0, 9),
        "first_application": pick.choice(["yes", "no"]),
        "on": pick.choice(["2026-03-01", "2026-06-01", "2027-01-01"]),
    }
    return {
        "answers": {code: one for code, one in answers.items() if one is not None},
        "facts": {name: one for name, one in facts.items() if pick.random() < 0.85},
        "context": {name: one for name, one in context.items() if pick.random() < 0.5},
    }


def answer_to(one: Item, pick: Random) -> Any:
    if pick.random() < 0.1 or (one.fact is not None and pick.random() < 0.9):
        return None
    if one.fact is not None or pick.random() < 0.1:
        return {"na": "NA"} if one.na != "forbid" else None
    value = value_for(one, pick)
    return {"value": value, "note": "x"} if pick.random() < 0.05 else value


def value_for(one: Item, pick: Random) -> Any:
    kind, full = one.kind, one.max_points if one.max_points is not None else Decimal(1)
    looked = pick.randint(0, 12)
    judged = pick.choice([full, full / 2]) if "step" in one.with_ else full * pick.randint(0, 8) / 8
    share = one.with_.get("of") == "share"
    return {
        "choice": pick.choice("abc"),
        "best_of": pick.sample("abc", pick.randint(0, 3)),
        "yes_no": pick.choice(["yes", "no"]),
        "bands": text(Decimal(pick.randint(0, 20)) / 20) if share else pick.randint(15, 35),
        "sampled_share": {"looked_at": looked, "passed": pick.randint(0, looked)},
        "count_each": pick.randint(0, 6),
        "deduct_each": pick.randint(0, 4),
        "fraction_of": text(Decimal(pick.randint(0, 900)) / 100),
        "expert": {"points": text(judged), "reason": "r"},
        "grade_abc": pick.choice("ABC"),
        "sum_of": pick.choice([{"x": "yes"}, {"x": "no", "y": "7.3"}, {"y": "12"}]),
    }[kind]


def cell(one: Item | None, value: Any) -> str:
    """A value as a cell of VISITS.csv."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if "na" in value:
            return "NA"
        if set(value) == {"looked_at", "passed"}:
            return f"{value['passed']}/{value['looked_at']}"
        return json.dumps(value)
    if isinstance(value, list):
        return "+".join(value) if value else "[]"
    return str(value)


def row(standard: Standard, visit: dict[str, Any]) -> dict[str, str]:
    """A visit as cells by column name."""
    cells = {code: cell(standard.by_code[code], one) for code, one in visit["answers"].items()}
    cells |= {f"fact:{name}": cell(None, one) for name, one in visit["facts"].items()}
    return cells | {f"context:{name}": cell(None, one) for name, one in visit["context"].items()}
