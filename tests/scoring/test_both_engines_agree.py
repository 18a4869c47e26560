"""The tablet's provisional grade is the server's, for thousands of random visits."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from random import Random, SystemRandom
from typing import Any

from scoring import ScoringError, Standard, grade, load
from tests.scoring import random_visits
from tests.scoring.folder import CHECKLISTS
from tests.tablet import node
from tests.tablet.cases import carried

SEED = int(os.environ.get("XINGJIAN_SEED", SystemRandom().randrange(2**32)))
VISITS = 400  # a standard, and as many for each setting of the example
EXAMPLE = CHECKLISTS / "example" / "1"
SHIPPED = sorted(path.parent for path in CHECKLISTS.glob("*/*/standard.yaml"))
HEAD = ("standard", "version", "digest", "complete", "provisional", "unanswered")
LEVEL = (
    "level",
    "level_by_points",
    "limited_by",
    "total",
    "applicable",
    "max",
    "chapters",
    "unmet",
)


def variants() -> list[tuple[str, Standard, dict[str, Any]]]:
    """Every shipped standard, and the example under each of its settings."""
    loaded = {folder.relative_to(CHECKLISTS).as_posix(): load(folder) for folder in SHIPPED}
    rows = [(name, one, one.bundle()) for name, one in loaded.items() if carried(one)]
    example = load(EXAMPLE)
    for rate_of, total_as in (("applicable", "scaled"), ("full", "raw"), ("full", "scaled")):
        changes: dict[str, Any] = {"rate_of": rate_of, "total_as": total_as}
        settings = replace(example.settings, **changes)
        bundle = example.bundle()
        bundle["settings"] |= changes
        rows.append((f"{rate_of} {total_as}", replace(example, settings=settings), bundle))
    return rows


def test_the_tablet_grades_as_the_server_to_the_last_decimal() -> None:
    print(f"XINGJIAN_SEED={SEED}")
    chance = Random(SEED)
    rows = [(*row, visits_to(row[1], chance)) for row in variants()]
    given = [{"bundle": bundle, "visits": visits} for _, _, bundle, visits in rows]

    for (name, standard, _, visits), theirs in zip(
        rows, node.run("scoring/compare.ts", given), strict=True
    ):
        for visit, there in zip(visits, theirs, strict=True):
            assert there == ours(standard, visit), (
                f"{name}, XINGJIAN_SEED={SEED}: {json.dumps(visit, ensure_ascii=False)}"
            )


def visits_to(standard: Standard, chance: Random) -> list[dict[str, Any]]:
    """Half of them near the top, where levels and limits are decided."""
    kinds = (random_visits.visit, random_visits.good)
    return [kinds[n % 2](standard, chance) for n in range(VISITS)]


def ours(standard: Standard, visit: dict[str, Any]) -> dict[str, Any]:
    """What the server finds, in the shape of compare.ts."""
    try:
        result = grade(standard, visit)
    except ScoringError as fault:
        return {"refused": fault.code}
    keys = HEAD + (LEVEL if standard.levels else ("conclusion", "items"))
    items = [one for chapter in result["explanation"]["chapters"] for one in chapter["items"]]
    return {
        "result": {key: result[key] for key in keys},
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


def test_random_visits_reach_what_they_are_for() -> None:
    chance, standard = Random(1), load(EXAMPLE)
    found = [ours(standard, visit) for visit in visits_to(standard, chance)]
    graded = [one["result"] for one in found if "result" in one]
    limits = {name for one in graded for name in one["limited_by"]}

    assert len({one["level"] for one in graded}) >= 4
    assert len(limits) >= 8
    assert len({one["refused"] for one in found if "refused" in one}) >= 5
    assert {one["complete"] for one in graded} == {True, False}
