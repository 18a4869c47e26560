"""Rows of a workbook that are wrong: named by row and column, and nothing of it is taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from infra.demo import sites
from tests.backend.walk.conftest import Stage
from tests.backend.walk.snapshot import changed, snapshot

PREVIEW = frozenset({"registers_siteimport", "oplog_event", "oplog_waiting"})
ROWS = sites.rows()


def wrong_digit(code: str | int) -> str:
    """Change the check character."""
    return f"{code}"[:-1] + ("1" if f"{code}"[-1] != "1" else "2")


# what is wrong: (line of the good sheet, column, what stands there, cells that are named)
WRONG: dict[str, tuple[int, int, Any, set[tuple[int, str]]]] = {
    "a wrong check digit": (2, 0, wrong_digit(ROWS[2][0]), {(4, "A")}),
    "a code too short": (2, 0, "5223", {(4, "A")}),
    "negative beds": (3, 6, -5, {(5, "G")}),
    "1e9 beds": (3, 6, 10**9, {(5, "G")}),
    "beds in words": (3, 6, "很多", {(5, "G")}),
    "half a bed": (3, 6, "40.5", {(5, "G")}),
    "beds that are no number": (3, 6, "NaN", {(5, "G")}),
    "another county": (4, 4, "230103", {(6, "E")}),
    "no county": (4, 4, "道里", {(6, "E")}),
    "no name": (5, 3, "", {(7, "D")}),
    "a name without end": (5, 3, "长" * 300, {(7, "D")}),
    "an unknown kind": (6, 7, "宾馆", {(8, "H")}),
    "an unknown state": (6, 8, "差不多", {(8, "I")}),
    "a day that is none": (7, 10, "2024-02-30", {(9, "K")}),
    "a day to come": (7, 10, "2099-01-01", {(9, "K")}),
    "filed without a number": (7, 9, "", {(9, "J")}),
}


def send(stage: Stage, content: list[list[str | int]]) -> Any:
    file = SimpleUploadedFile("名录.xlsx", sites.workbook(content))
    client = stage.client("dengji")
    return client.post("/api/v1/site-imports", {"file": file}, format="multipart").json()


def refused(stage: Stage, preview: dict[str, Any]) -> str:
    """Try to apply it all the same; give the code."""
    answer = stage.client("dengji").post(f"/api/v1/site-imports/{preview['id']}/apply")
    assert answer.status_code == 422
    return str(answer.json()["code"])


@pytest.mark.parametrize("says", WRONG)
def test_a_wrong_cell_is_named_and_nothing_is_taken_in(
    says: str, at: Callable[[str], Stage]
) -> None:
    line, column, value, cells = WRONG[says]
    content = sites.rows()
    content[line][column] = value
    stage = at("people")
    before = snapshot()

    preview = send(stage, content)

    assert {(fault["row"], fault["column"]) for fault in preview["faults"]} == cells
    assert all(fault["code"] and fault["expected"] for fault in preview["faults"])
    assert refused(stage, preview) == "site-import-faulty"
    assert changed(before, PREVIEW) == []


def test_a_row_twice_is_named(at: Callable[[str], Stage]) -> None:
    stage = at("people")
    before = snapshot()

    preview = send(stage, [*sites.rows(), sites.rows()[3]])

    assert {fault["row"] for fault in preview["faults"]} & {5, len(sites.rows()) + 2}
    assert refused(stage, preview) == "site-import-faulty"
    assert changed(before, PREVIEW) == []
