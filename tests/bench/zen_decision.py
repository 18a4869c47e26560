"""The same sums as a decision of zen-engine, kept in ``four_hundred.zen.json``.

``python -m tests.bench.zen_decision`` writes the file anew.
"""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring import Item, Standard
from tests.bench.four_hundred import CELLS, standard

FILE = Path(__file__).with_name("four_hundred.zen.json")


def name_of(item: Item) -> str:
    """An item's name in the decision."""
    return item.code.partition(".")[2]


def decision(of: Standard) -> dict[str, Any]:
    """Per chapter the points and the applicable points, as one expression each."""
    expressions = []
    for chapter in of.chapters:
        points = " + ".join(_points(item) for item in chapter.items)
        applicable = " + ".join(
            f"({name_of(one)} == 'NA' ? 0 : {one.max_points})" for one in chapter.items
        )
        for key, value in ((chapter.id, points), (f"{chapter.id}_applicable", applicable)):
            expressions.append({"id": key, "key": key, "value": value})
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "sums",
            "type": "expressionNode",
            "name": "sums",
            "position": {"x": 1, "y": 0},
            "content": {"expressions": expressions},
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
        for a, b in (("in", "sums"), ("sums", "out"))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _points(item: Item) -> str:
    """The points of one item by its cell, one comparison a cell that earns some."""
    earned: dict[str, Decimal] = {}
    for cell in dict.fromkeys(CELLS[item.kind]):
        if cell != "NA":
            raw: Any = int(cell) if item.kind == "count_each" else cell
            award = item.rule.award(item.rule.read(raw, "zen"))
            if award.points:
                earned[cell] = award.points
    text = "0"
    for cell, points in reversed(list(earned.items())):
        text = f"({name_of(item)} == '{cell}' ? {points} : {text})"
    return text


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(json.dumps(decision(standard(Path(folder)))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
