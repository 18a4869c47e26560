"""Bad input at every step gets a clear coded error, and nothing is lost or half done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.backend.walk import (
    field_rows,
    house_rows,
    later_rows,
    plan_rows,
    rating_rows,
    tablet_rows,
    visit_rows,
)
from tests.backend.walk.conftest import Stage
from tests.backend.walk.rows import Row
from tests.backend.walk.snapshot import all_files, changed, snapshot

pytestmark = pytest.mark.long

ROWS: list[Row] = [
    *house_rows.ROWS,
    *plan_rows.ROWS,
    *visit_rows.ROWS,
    *field_rows.ROWS,
    *tablet_rows.ROWS,
    *later_rows.ROWS,
    *rating_rows.ROWS,
]
PLAIN = {"invalid-input", "not-found", "not-signed-in", "forbidden", "malformed"}


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r.stage}: {r.says}") for r in ROWS])
def test_bad_input_is_refused_and_changes_nothing(row: Row, at: Callable[[str], Stage]) -> None:
    stage = at(row.stage)
    if row.ready:
        row.ready(stage)
    if row.first is not None:
        assert row.send(stage, row.first).status_code < 300
    before, files = snapshot(), all_files() if row.sends_files else set()

    answer = row.send(stage)

    told = said(answer)
    assert (answer.status_code, told["code"]) == (row.status, row.code), told
    assert answer["Content-Type"] == "application/problem+json"
    assert told["title"]
    assert told["detail"]
    assert row.code in PLAIN or {"expected", "came", "do"} & told.keys(), told
    assert changed(before, row.grows) == []
    assert not row.sends_files or all_files() == files


def said(answer: Any) -> dict[str, Any]:
    """Read the problem document."""
    if "json" not in answer.get("Content-Type", ""):
        return {"code": "no problem document", "body": answer.content[:200]}
    told = answer.json()
    return told if isinstance(told, dict) and "code" in told else {"code": "none", "body": told}


HARMLESS = (
    ("dengji", "/api/v1/sites?page_size=-1"),
    ("dengji", "/api/v1/sites?page_size=many"),
    ("dengji", "/api/v1/sites?name=%27%20OR%201%3D1%20--"),
    ("dengji", "/api/v1/sites?name=%F0%9F%8F%A0%E2%80%AE"),
    ("dengji", "/api/v1/sites?nothing=of&this=kind"),
    ("jihua", f"/api/v1/visits?year={'9' * 40}"),
    ("jihua", "/api/v1/visits?cursor=bz0xMDAwMDAwMDAw"),  # a billion rows on
    ("", "/api/v1/public/sites?name=%25_%5C"),
)


@pytest.mark.parametrize(("who", "address"), HARMLESS)
def test_odd_reading_is_answered(who: str, address: str, at: Callable[[str], Stage]) -> None:
    assert at("published").client(who).get(address).status_code == 200


@pytest.mark.parametrize("cursor", ["e30", "%00%FF", "null", "x" * 5000, "eyJhIjoxfQ=="])
def test_a_forged_cursor_makes_the_tablet_start_over(
    cursor: str, at: Callable[[str], Stage]
) -> None:
    stage = at("published")
    headers = {"Xingjian-Device": stage.names["device"]}

    answer = stage.client("lead1").get(f"/api/v1/sync/pull?cursor={cursor}", headers=headers)

    assert answer.status_code == 200
    assert answer.json()["resync"] == "cursor"


def test_every_step_has_its_rows() -> None:
    assert len(ROWS) >= 60
    assert len({(row.stage, row.says) for row in ROWS}) == len(ROWS)
