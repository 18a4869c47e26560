"""A standard of 400 items in four chapters with levels, hard conditions, limiters and vetoes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import Item, Standard
from scoring.batch.cells import Column
from tests.scoring.standards import GROUND, fact, item, level, made

ITEMS = 400
CHAPTERS = ("environment", "facilities", "operation", "service")
POINTS = {"yes_no": "2", "choice": "4", "grade_abc": "3", "bands": "2.5", "count_each": "5"}
KINDS = ("yes_no",) * 5 + ("choice",) * 2 + ("grade_abc", "bands", "count_each")
WITH: dict[str, Any] = {
    "choice": {
        "options": [{"id": i, "points": p} for i, p in (("a", "4"), ("b", "2"), ("c", "0"))]
    },
    "grade_abc": {"points": {"A": "3", "B": "1.5", "C": "0"}},
    "bands": {"bands": [{"at_least": "0.9", "points": "2.5"}, {"at_least": "0.5", "points": "1"}]},
    "count_each": {"each": "1"},
}
CELLS = {
    "yes_no": ["yes", "no", "yes", "NA"],
    "choice": ["a", "b", "c", "a"],
    "grade_abc": ["A", "B", "C", "A"],
    "bands": ["0.95", "0.7", "0.2", "1"],
    "count_each": ["5", "3", "0", "7"],
}
FACTS = {"residents": (20, 300), "caregivers": (1, 60), "beds": (30, 400)}


def standard(folder: Path) -> Standard:
    """The standard, written to a folder and loaded."""
    items = [_item(number) for number in range(ITEMS)]
    full = sum(float(one["max_points"]) for one in items)
    levels = [
        level(str(n), total=f"{full * share:.0f}", rate=str(share), require=_require(n))
        for n, share in enumerate((0.3, 0.4, 0.5, 0.6, 0.7), 1)
    ]
    limits = [
        {
            "id": f"l{n}",
            "when": {"answer": items[n * 40]["id"], "is": "no"},
            "at_most": "3",
            **GROUND,
        }
        for n in range(5)
    ]
    limits.append(
        {"id": "base", "when": {"failed": {"base": True}, "above": "9"}, "at_most": "2", **GROUND}
    )
    head = {"facts": {name: fact("count") for name in FACTS}, "levels": levels, "limits": limits}
    return made(folder, head, items)


def random_codes(
    of: Standard, n: int, seed: int = 1
) -> tuple[dict[str, Column], dict[str, NDArray[Any]]]:
    """Columns of random answers and facts, as a file of visits would give them."""
    random = np.random.default_rng(seed)
    columns: dict[str, Column] = {}
    codes: dict[str, NDArray[Any]] = {}
    for one in of.items:
        columns[one.code] = column = Column()
        numbers = np.array([column.numbers[cell] for cell in CELLS[one.kind]], np.uint8)
        codes[one.code] = numbers[random.integers(0, 4, n, dtype=np.uint8)]
    for name, (least, most) in FACTS.items():
        columns[f"fact:{name}"] = column = Column()
        numbers = np.array([column.numbers[str(v)] for v in range(least, most)], np.uint16)
        codes[f"fact:{name}"] = numbers[random.integers(0, most - least, n)]
    return columns, codes


def random_visit(of: Standard, pick: Random) -> dict[str, Any]:
    """One visit as JSON."""
    answers = {one.code: _answer(one, pick.choice(CELLS[one.kind])) for one in of.items}
    facts = {name: pick.randint(*bounds) for name, bounds in FACTS.items()}
    return {"answers": answers, "facts": facts}


def _answer(one: Item, cell: str) -> Any:
    if cell == "NA":
        return {"na": "无此项"}
    return int(cell) if one.kind == "count_each" else cell


def _item(number: int) -> Mapping[str, Any]:
    kind = KINDS[number % len(KINDS)]
    code = f"{CHAPTERS[number * len(CHAPTERS) // ITEMS]}.i{number}"
    more = {"with_": WITH[kind]} if kind in WITH else {}
    more |= {"veto": True} if number in (7, 207) and kind == "yes_no" else {}
    base, visible = number % 20 == 0, number % 10 == 1
    return item(code, kind, max_points=POINTS[kind], base=base, resident_visible=visible, **more)


def _require(n: int) -> list[dict[str, Any]]:
    if n < 4:
        return []
    ratio = {"fact": "caregivers", "per": "residents", "at_least": f"1/{10 - n}"}
    return [{"id": f"care-{n}", "that": ratio, **GROUND}]
