"""Every worked case that travels with a checklist holds, and every shipped checklist is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.assemble import load
from scoring.cases import case_faults, run_case
from scoring.loader import read_yaml
from tests.scoring.folder import CHECKLISTS, change, copy_of_example

SHIPPED = sorted(path.parent for path in CHECKLISTS.glob("*/*/standard.yaml"))


def name_of(folder: Path) -> str:
    return folder.relative_to(CHECKLISTS).as_posix()


def cases() -> list[Any]:
    return [
        pytest.param(folder, case, id=f"{name_of(folder)}: {case['case']}")
        for folder in SHIPPED
        for case in read_yaml(folder / "cases.yaml")
    ]


@pytest.mark.parametrize(("folder", "case"), cases())
def test_worked_case(folder: Path, case: dict[str, Any]) -> None:
    found = run_case(load(folder), case)

    assert {key: found[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize("folder", SHIPPED, ids=name_of)
def test_a_shipped_checklist_is_sound_and_lies_where_it_says(folder: Path) -> None:
    standard = load(folder)

    assert case_faults(standard, folder) == []
    assert name_of(folder) == f"{standard.id}/{standard.version}"


@pytest.mark.parametrize("folder", SHIPPED, ids=name_of)
def test_every_item_names_clause_source_and_confidence(folder: Path) -> None:
    for item in load(folder).items:
        assert item.ground.clause
        assert item.ground.source
        assert item.ground.confidence in ("confirmed", "provisional")


def test_a_standard_that_may_not_grade_yet_needs_no_case_that_decides(tmp_path: Path) -> None:
    folder = copy_of_example(tmp_path)
    (folder / "cases.yaml").write_text("[]\n", encoding="utf-8")
    waiting = {one.code for one in case_faults(load(folder), folder)}

    change(folder, "standard.yaml", "notes:", "incomplete: 分值未载入\nnotes:")

    assert waiting == {"limit-without-case"}
    assert case_faults(load(folder), folder) == []
