"""Cells of VISITS.csv: what a text in a column stands for."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from scoring.answers import each_key_once
from scoring.checklist import Item
from scoring.errors import ScoringError, shown

NOT_APPLICABLE = "NA"
_WHOLE = re.compile(r"-?[0-9]{1,12}\Z", re.ASCII)
_SAMPLE = re.compile(r"([0-9]{1,12})/([0-9]{1,12})\Z", re.ASCII)
COUNTS = ("count_each", "deduct_each")


def answer_cell(item: Item, cell: str) -> object:
    """A cell that is not empty, as the answer of a VISIT.json.

    ``NA``; samples as ``passed/looked_at``; ids joined by ``+``; JSON where it starts with a
    bracket; else the text itself. Raises ScoringError ``not-json``.
    """
    if cell == NOT_APPLICABLE:
        return {"na": NOT_APPLICABLE}
    if cell[0] in "{[":
        return _json(item.code, cell)
    sample = _SAMPLE.match(cell) if item.kind == "sampled_share" else None
    if sample:
        return {"looked_at": int(sample[2]), "passed": int(sample[1])}
    if item.kind == "best_of":
        return cell.split("+")
    return int(cell) if item.kind in COUNTS and _WHOLE.match(cell) else cell


def _json(code: str, cell: str) -> Any:
    try:
        return json.loads(cell, object_pairs_hook=each_key_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise ScoringError(
            "not-json", f"answers: {code}", "JSON", shown(str(fault)), "mend the cell"
        ) from fault


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


class Column:
    """The distinct cells of one column, each with a small number; 0 is the empty cell."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all cells; numbers given before mean nothing any more."""
        self.cells: list[str] = [""]
        self.numbers = _Numbers(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


class _Numbers(dict[str, int]):
    """Cell → number; a cell not seen before gets the next one."""

    def __init__(self, cells: list[str]) -> None:
        super().__init__({"": 0})
        self._cells = cells

    def __missing__(self, cell: str) -> int:
        number = len(self._cells)
        self._cells.append(cell)
        self[cell] = number
        return number
