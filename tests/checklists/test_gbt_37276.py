"""GB/T 37276-2018: the national tree refuses to grade, and the demonstration says what it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scoring import grade, load
from scoring.errors import ScoringError
from tests.scoring.folder import CHECKLISTS

TREE = CHECKLISTS / "gbt-37276-2018" / "2020.1"
DEMO = CHECKLISTS / "gbt-37276-2018" / "2020.1-demo"
PARTS = {"basic": 0, "environment": 120, "facilities": 130, "operation": 150, "service": 600}
TRAFFIC = {"1": "2", "2": "2", "3": "1", "4": "1", "5": "1", "6": "2", "7": "1"}


def test_the_national_tree_gives_no_level_until_points_are_loaded() -> None:
    with pytest.raises(ScoringError) as refused:
        grade(load(TREE), {"answers": {}})

    assert refused.value.code == "incomplete-standard"


@pytest.mark.parametrize("folder", [TREE, DEMO], ids=["tree", "demonstration"])
def test_parts_levels_and_the_one_known_sub_item_are_the_national_ones(
    folder: Path,
) -> None:
    standard = load(folder)
    known = {f"environment.1.1.1.{n}": Decimal(points) for n, points in TRAFFIC.items()}

    assert {chapter.id: chapter.full for chapter in standard.chapters} == PARTS
    assert {code: standard.by_code[code].max_points for code in known} == known
    assert [level.total for level in standard.levels] == [360, 450, 570, 780, 900]
    assert [{str(float(r)) for r in level.rates.values()} for level in standard.levels] == [
        {"0.4"},
        {"0.5"},
        {"0.6"},
        {"0.8"},
        {"0.9"},
    ]


def test_no_other_item_of_the_national_tree_has_points() -> None:
    weighted = {item.code for item in load(TREE).items if item.max_points is not None}

    assert weighted == {f"environment.1.1.1.{n}" for n in TRAFFIC}


def test_the_demonstration_is_named_so_and_provisional_throughout() -> None:
    standard = load(DEMO)
    known = {item.code for item in load(TREE).items}
    made_up = [item for item in standard.items if item.code not in known]

    assert standard.version.endswith("-demo")
    assert "演示" in standard.title.zh
    assert standard.provisional
    assert all(item.ground.confidence == "provisional" for item in made_up)
    assert all("演示" in item.ground.source for item in made_up)


def test_the_demonstration_scores_in_steps_of_a_half() -> None:
    assert all(item.full % Decimal("0.5") == 0 for item in load(DEMO).items)


def test_every_sub_item_of_the_tree_has_items_in_the_demonstration() -> None:
    named = {item.code for item in load(TREE).items if item.max_points is None}
    covered = {".".join(item.code.split(".")[:2]) for item in load(DEMO).items}

    assert named - covered == {"facilities.general"}
