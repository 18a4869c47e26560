"""The tablet's provisional grade is the server's, for thousands of random visits."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random, SystemRandom
from typing import Any, NamedTuple

import pytest

from scoring import ScoringError, Standard, grade, load
from scoring.standing import Standing
from tests.scoring import random_visits
from tests.scoring.folder import CHECKLISTS
from tests.scoring.random_standards import Maker
from tests.scoring.standards import made
from tests.tablet import node

pytestmark = pytest.mark.long

SEED = int(os.environ.get("XINGJIAN_SEED", SystemRandom().randrange(2**32)))
VISITS = 200  # a shipped standard, and as many for each setting of the example
MADE = 160  # random standards
VISITS_TO_MADE = 25
EXAMPLE = CHECKLISTS / "example" / "2"
SHIPPED = sorted(path.parent for path in CHECKLISTS.glob("*/*/standard.yaml"))
HEAD = (
    *("standard", "version", "digest", "complete", "provisional", "demonstration"),
    "unanswered",
)
LEVEL = (
    *("level", "level_by_points", "limited_by", "adjusted", "ratings"),
    *("total", "applicable", "max", "chapters", "unmet"),
)
CHECK = ("conclusion", "items")

Visit = dict[str, Any]
Places = dict[str, dict[str, int]]


class Variant(NamedTuple):
    """A standard with its bundle, and a name for the message."""

    name: str
    standard: Standard
    bundle: dict[str, Any]


def shipped() -> Iterable[Variant]:
    """Every shipped standard, and the example under each of its settings."""
    for folder in SHIPPED:
        one = load(folder)
        yield Variant(folder.relative_to(CHECKLISTS).as_posix(), one, one.bundle())
    example = load(EXAMPLE)
    for rate_of, total_as in (("applicable", "scaled"), ("full", "raw"), ("full", "scaled")):
        changes: dict[str, Any] = {"rate_of": rate_of, "total_as": total_as}
        settings = replace(example.settings, **changes)
        bundle = example.bundle()
        bundle["settings"] |= changes
        yield Variant(f"{rate_of} {total_as}", replace(example, settings=settings), bundle)


def random_ones(seed: int, many: int) -> Iterable[Variant]:
    """Random standards that use the whole format; one in six ends in conclusions."""
    for number in range(many):
        head, items = Maker(Random(seed + number), levels=number % 6 != 5).head_and_items()
        with tempfile.TemporaryDirectory() as folder:
            standard = made(Path(folder), head, items)
        yield Variant(f"Maker(Random({seed + number}))", standard, standard.bundle())


@pytest.mark.parametrize("kind", ["shipped", "random"])
def test_the_tablet_grades_as_the_server_to_the_last_decimal(kind: str) -> None:
    print(f"XINGJIAN_SEED={SEED}")
    chance, seed = Random(SEED), SEED if kind == "random" else 0
    rows = list(shipped() if kind == "shipped" else random_ones(seed, MADE))
    many = VISITS if kind == "shipped" else VISITS_TO_MADE
    visits = [visits_to(row.standard, chance, many) for row in rows]
    given = [{"bundle": row.bundle, "visits": of} for row, of in zip(rows, visits, strict=True)]
    theirs = node.run("scoring/compare.ts", given)

    for row, visits_here, there in zip(rows, visits, theirs, strict=True):
        for (visit, places), found in zip(visits_here, there, strict=True):
            assert found == ours(row.standard, visit, places), (
                f"{row.name}, XINGJIAN_SEED={SEED}: "
                f"{json.dumps([visit, places], ensure_ascii=False)}"
            )


def visits_to(standard: Standard, chance: Random, many: int) -> list[tuple[Visit, Places]]:
    """Half of them near the top, where levels and limits are decided."""
    kinds = (random_visits.visit, random_visits.good)
    return [
        (kinds[n % 2](standard, chance), random_visits.places(standard, chance))
        for n in range(many)
    ]


def ours(standard: Standard, visit: Visit, places: Places) -> dict[str, Any]:
    """What the server finds, in the shape of compare.ts."""
    try:
        result = grade(standard, visit, {name: Standing(**one) for name, one in places.items()})
    except ScoringError as fault:
        return {"refused": fault.code}
    keys = HEAD + (LEVEL if standard.levels else CHECK)
    items = [one for chapter in result["explanation"]["chapters"] for one in chapter["items"]]
    return {
        "result": {key: result[key] for key in keys if key in result},
        "found": [
            [one["code"], one["outcome"], one["points"], one["applicable"], why(one)]
            for one in items
        ],
    }


def why(item: dict[str, Any]) -> dict[str, str]:
    """The reason; of what is not asked the tablet says only that."""
    words: dict[str, str] = item["rule"]["why"]
    if words["zh"].startswith("不检查"):
        return {"zh": "本次不检查", "en": "not looked at in this visit"}
    return words


def test_random_visits_to_the_example_reach_what_they_are_for() -> None:
    chance, standard = Random(1), load(EXAMPLE)
    found = [ours(standard, *one) for one in visits_to(standard, chance, 600)]
    graded = [one["result"] for one in found if "result" in one]
    limits = {name for one in graded for name in one["limited_by"]}
    ratings = {(name, r["level"]) for one in graded for name, r in one["ratings"].items()}

    assert len({one["level"] for one in graded}) >= 5
    assert len(limits) >= 12
    assert {step for one in graded for step in one["adjusted"]} == {
        one.id for one in standard.steps
    }
    assert len(ratings) >= 12
    assert len({one["refused"] for one in found if "refused" in one}) >= 8
    assert {one["complete"] for one in graded} == {True, False}


def test_random_standards_reach_what_they_are_for() -> None:
    chance, rows = Random(2), list(random_ones(2, 120))
    found = [
        ours(row.standard, *one) for row in rows for one in visits_to(row.standard, chance, 10)
    ]
    graded = [one["result"] for one in found if "result" in one]
    leveled = [one for one in graded if "level" in one]
    tests = {test["test"] for one in leveled for rows in one["unmet"].values() for test in rows}
    ratings = [r for one in leveled for r in one.get("ratings", {}).values()]

    assert {"total", "cuts", "table", "worst_of"} <= tests
    assert {one["level"] for one in leveled} == {None, "low", "mid", "top"}
    assert sum(one["level"] != one["level_by_points"] for one in leveled) > 30
    assert sum(bool(one.get("adjusted")) for one in leveled) > 30
    assert sum(bool(one["limited_by"]) for one in ratings) > 30
    assert sum(bool(one["adjusted"]) for one in ratings) > 30
    assert {one.get("conclusion") for one in graded} >= {"c0", "c1", "other", None}
