"""The lists for inspections: matters, the joint list, major hazards, service quality."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import grade, load
from scoring.checklist import Standard
from scoring.errors import ScoringError
from scoring.loader import read_yaml
from tests.scoring.folder import CHECKLISTS

ADMIN = CHECKLISTS / "admin-inspection" / "2026.1"
JOINT = CHECKLISTS / "joint-list" / "2026.1"
HAZARDS = CHECKLISTS / "major-hazards" / "2023"
HAZARDS_2026 = CHECKLISTS / "major-hazards" / "2026"
QUALITY = CHECKLISTS / "gbt-35796-2017" / "2017.1"
DEPARTMENTS = {
    "civil_affairs": "民政",
    "fire": "消防救援",
    "market": "市场监管",
    "health": "卫生健康",
    "housing": "住房城乡建设",
    "emergency": "应急管理",
}


def short_lists(standard: Standard) -> dict[str, list[str]]:
    return {one["id"]: one["items"] for one in standard.raw["standard"]["lists"]}


def test_each_matter_is_either_key_or_general() -> None:
    standard = load(ADMIN)
    lists = short_lists(standard)

    assert sorted(lists["key"] + lists["general"]) == sorted(standard.by_code)


def test_the_six_contents_follow_the_visit_itself() -> None:
    assert [chapter.id for chapter in load(ADMIN).chapters] == [
        "visit",
        *("quality", "funds", "staff", "abuse", "emergency", "operation"),
    ]


def test_the_holiday_list_has_twelve_matters_and_the_night_list_is_shorter() -> None:
    lists = short_lists(load(ADMIN))

    assert len(lists["holiday"]) == 12
    assert 3 <= len(lists["night"]) < 12


def test_each_matter_that_can_be_corrected_has_a_finding() -> None:
    standard = load(ADMIN)

    assert {finding["item"] for finding in standard.findings} == set(standard.by_code) - {
        "visit.reachable",
        "visit.activity",
    }


def test_the_part_of_the_joint_list_is_the_department_of_its_findings() -> None:
    standard = load(JOINT)
    department = {finding["item"]: finding["department"] for finding in standard.findings}

    assert department == {item.code: DEPARTMENTS[item.chapter] for item in standard.items}


def test_22_situations_of_which_eight_were_read_in_the_source() -> None:
    standard = load(HAZARDS)
    read = [item.code for item in standard.items if item.ground.confidence == "confirmed"]

    assert len(standard.items) == 22
    assert read == short_lists(standard)["confirmed"]
    assert len(read) == 8
    assert all(item.veto and item.major_hazard for item in standard.items)


def test_each_situation_has_a_case_that_it_alone_decides() -> None:
    cases = [one["visit"].get("answers", {}) for one in read_yaml(HAZARDS / "cases.yaml")]
    alone = {code for answers in cases for code in answers if answers == {code: "yes"}}

    assert alone == set(load(HAZARDS).by_code)


def test_the_criteria_of_2026_are_a_named_gap_that_judges_nothing() -> None:
    standard = load(HAZARDS_2026)

    assert standard.incomplete is not None
    assert "25" in standard.incomplete.zh
    with pytest.raises(ScoringError):
        grade(standard, {"answers": {}})


@pytest.mark.parametrize("folder", [ADMIN, JOINT, HAZARDS, HAZARDS_2026, QUALITY])
def test_none_of_them_gives_a_level(folder: Path) -> None:
    assert "rating" not in load(folder).natures


def test_a_recommended_standard_is_no_ground_for_an_inspection() -> None:
    assert "inspection" not in load(QUALITY).natures
