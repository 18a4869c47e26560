"""Bad input at every step gets a clear coded error, and nothing is lost or half done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.backend.walk import field_rows, house_rows, later_rows, plan_rows, visit_rows
from tests.backend.walk.conftest import Stage
from tests.backend.walk.rows import Row
from tests.backend.walk.snapshot import changed, snapshot

ROWS: list[Row] = [
    *house_rows.ROWS,
    *plan_rows.ROWS,
    *visit_rows.ROWS,
    *field_rows.ROWS,
    *later_rows.ROWS,
]
PLAIN = {"invalid-input", "not-found", "not-signed-in", "forbidden", "malformed"}


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r.stage}: {r.says}") for r in ROWS])
def test_bad_input_is_refused_and_changes_nothing(row: Row, at: Callable[[str], Stage]) -> None:
    stage = at(row.stage)
    if row.ready:
        row.ready(stage)
    if row.first is not None:
        assert row.send(stage, row.first).status_code < 300
    before = snapshot(row.grows)

    answer = row.send(stage)

    told = said(answer)
    assert (answer.status_code, told["code"]) == (row.status, row.code), told
    assert answer["Content-Type"] == "application/problem+json"
    assert told["title"]
    assert told["detail"]
    assert row.code in PLAIN or {"expected", "came", "do"} & told.keys(), told
    assert changed(before, row.grows) == []


def said(answer: Any) -> dict[str, Any]:
    """Read the problem document."""
    if "json" not in answer.get("Content-Type", ""):
        return {"code": "no problem document", "body": answer.content[:200]}
    told = answer.json()
    return told if isinstance(told, dict) and "code" in told else {"code": "none", "body": told}


def test_every_step_has_its_rows() -> None:
    assert len(ROWS) >= 60
    assert len({(row.stage, row.says) for row in ROWS}) == len(ROWS)
