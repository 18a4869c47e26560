"""The public local schemes hold the points of their source, item by item."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import grade, load
from tests.scoring.folder import CHECKLISTS

# 事实表 standards §1.3: the points of the 79 items in their order.
HOMES = {
    "safety": [20, 6, 6, 10, 12, 15, 12, 14, 20, 15, 10, 5, 20, 10, 15, 10, 35, 10, 10, 15, 10, 20],
    "service": [60, 10, 15, 10, 30, 10, 60, 15, 10, 10, 15, 15, 20, 20, 10, 10, 10, 10, 10],
    "management": [12, 10, 4, 4, 10, 10, 5, 5, 5, 12, 20, 10, 10, 5, 10, 10, 5, 5, 8, 20, 20],
    "facilities": [15, 5, 6, 5, 5, 15, 10, 10, 8, 8, 4, 10, 10, 8, 10, 16, 5],
}
STATIONS = {
    "safety": [10, 2, 3, 3, 3, 4, 2, 2, 1, 1, 4, 2, 10, 1, 2],
    "service": [60, 30, 30, 30, 100, 20, 20, 10],
    "management": [9, 8, 10, 10, 10, 6, 6, 6, 5],
    "facilities": [8, 6, 5, 8, 10, 8, 8, 8, 8, 11],
}
LOCAL = CHECKLISTS / "local-1000" / "2020.1"
STATION = CHECKLISTS / "community-station" / "2020.1"


@pytest.mark.parametrize(
    ("folder", "points", "whole"),
    [
        pytest.param(LOCAL, HOMES, 1000, id="homes"),
        pytest.param(STATION, STATIONS, 500, id="stations"),
    ],
)
def test_the_points_are_those_of_the_source(
    folder: Path, points: dict[str, list[int]], whole: int
) -> None:
    chapters = {c.id: [item.max_points for item in c.items] for c in load(folder).chapters}

    assert chapters == points
    assert sum(sum(column) for column in points.values()) == whole


def test_a_home_gets_the_star_whose_conditions_all_hold() -> None:
    standard = load(LOCAL)
    named = {level.id: [one.id for one in level.require] for level in standard.levels}

    assert [len(names) for names in named.values()] == [5, 5, 8, 9, 9]
    assert "fire-area" in named["4"]
    assert "social-worker" not in named["2"]


def test_nothing_met_is_no_star() -> None:
    assert grade(load(STATION), {"answers": {}})["level"] is None
