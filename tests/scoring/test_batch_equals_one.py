"""A batch says of every visit what grading it alone says, to the last decimal."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import Standard, grade
from scoring.batch.cells import Column
from scoring.batch.chunk import Chunk
from scoring.batch.plan import Plan
from scoring.batch.printed import printed
from scoring.standing import Standing
from tests.scoring.made_visits import row, visit_to
from tests.scoring.random_standards import Maker
from tests.scoring.standards import made

VISITS = 40


def batch(standard: Standard, visits: list[dict[str, Any]], places: dict[str, Any]) -> Any:
    """The printed columns of the visits, by way of cells."""
    rows = [row(standard, visit) for visit in visits]
    names = sorted({name for one in rows for name in one})
    columns = {name: Column() for name in names}
    codes = {
        name: np.array([columns[name].numbers[one.get(name, "")] for one in rows]) for name in names
    }
    return printed(Chunk(Plan(standard, columns), codes, len(visits)), places)


def alone(standard: Standard, visit: dict[str, Any], places: dict[str, Standing]) -> dict[str, str]:
    """The same columns from one result."""
    result = grade(standard, visit, places)
    columns = {
        "level": result["level"] or "",
        "total": result["total"],
        "limited_by": ";".join(result["limited_by"]),
    }
    for name, chapter in result["chapters"].items():
        columns |= {f"points:{name}": chapter["points"], f"rate:{name}": chapter["rate"]}
    for name, rating in result.get("ratings", {}).items():
        columns[f"rating:{name}"] = rating["level"] or ""
    return columns


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_batch_equals_grading_one_by_one(seed: int) -> None:
    pick = Random(seed)
    head, items = Maker(pick).head_and_items()
    with tempfile.TemporaryDirectory() as folder:
        standard = made(Path(folder), head, items)
    visits = [visit_to(standard, pick) for _ in range(VISITS)]
    names = [one.id for one in standard.ratings] + ["result"]
    places = {
        name: [Standing(pick.randint(0, 5), pick.randint(1, 8)) for _ in visits] for name in names
    }
    populations = {
        name: (np.array([p.better for p in many]), np.array([p.among for p in many]))
        for name, many in places.items()
    }

    found = batch(standard, visits, populations)

    for at, visit in enumerate(visits):
        mine = {name: many[at] for name, many in places.items()}
        assert {name: column[at] for name, column in found.items()} == alone(
            standard, visit, mine
        ), (seed, at, visit)
