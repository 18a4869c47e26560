"""VISITS.csv in chunks: columns checked once, cells turned into small numbers (批量数据)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from scoring.answers import CONTEXT
from scoring.batch.cells import Column
from scoring.batch.ids import SeenIds
from scoring.batch.plan import FACT, IN_CONTEXT, STRATUM
from scoring.batch.rows import Row, Rows
from scoring.batch.tables import Codes
from scoring.checklist import Standard
from scoring.errors import ScoringError, shown

CHUNK_ROWS = 2048
MOST_CELLS = 2_000  # distinct cells of one column kept in memory


@dataclass(slots=True)
class Part:
    """Some rows: ids, line numbers, what is wrong with a row as such, and the cells by column."""

    ids: list[str]
    lines: list[int]
    faults: list[ScoringError | None]
    codes: dict[str, Codes]


class VisitsFile:
    """A VISITS.csv whose header is read and checked.

    Raises ScoringError ``no-header``, ``column-twice``, ``no-id``, ``unknown-column``.
    """

    def __init__(self, path: Path, standard: Standard) -> None:
        self.path = path
        with Rows(path) as rows:
            head = next(iter(rows), None)
        if head is None or head.fault is not None:
            raise ScoringError("no-header", path.name, "a row of column names", "none", "add it")
        self.names = head.cells
        _check(path.name, self.names, standard)
        self.columns = {name: Column() for name in self.names if name != "id"}
        self.size = path.stat().st_size
        self.done = 0

    def parts(self) -> Iterator[Part]:
        """All rows in order, some thousand at a time; ids are checked across all of them."""
        seen = SeenIds()
        with Rows(self.path) as rows:
            source = iter(rows)
            next(source)
            while batch := list(islice(source, CHUNK_ROWS)):
                self.done = rows.done
                yield self._part(batch, seen)

    def strata(self) -> list[str]:
        """The names of the strata columns."""
        return [name for name in self.names if name.startswith(STRATUM)]

    def _part(self, rows: Sequence[Row], seen: SeenIds) -> Part:
        width = len(self.names)
        empty = [""] * width
        faults = [row.fault or _width_fault(row, width) for row in rows]
        cells = [empty if f else row.cells for row, f in zip(rows, faults, strict=True)]
        by_name = dict(zip(self.names, zip(*cells, strict=True), strict=True))
        ids = list(by_name.pop("id"))
        repeated = seen.repeated(
            [one or f"\n{row.line}" for one, row in zip(ids, rows, strict=True)]
        )
        for at, row in enumerate(rows):
            faults[at] = faults[at] or _id_fault(row.line, ids[at], again=repeated[at])
        place = self.names.index("id")
        ids = [
            one or (row.cells[place] if place < len(row.cells) else "")
            for one, row in zip(ids, rows, strict=True)
        ]
        codes = {name: self._codes(name, column) for name, column in by_name.items()}
        return Part(ids, [row.line for row in rows], faults, codes)

    def _codes(self, name: str, cells: Sequence[str]) -> Codes:
        column = self.columns[name]
        if len(column) > MOST_CELLS:
            column.clear()
        number = column.numbers.__getitem__
        codes = np.fromiter(map(number, cells), np.int32, len(cells))
        return codes.astype(np.uint8) if len(column) <= 256 else codes


def _check(file: str, names: Sequence[str], standard: Standard) -> None:
    for name in names:
        if names.count(name) > 1:
            raise _refused("column-twice", file, "each column once", name, "drop one")
        if not _known(name, standard):
            known = "id, item codes, fact:NAME, context:NAME, stratum:NAME"
            raise _refused("unknown-column", file, known, shown(name), "correct or drop it")
    if "id" not in names:
        raise _refused("no-id", file, "a column id", ", ".join(names)[:60], "add it")


def _known(name: str, standard: Standard) -> bool:
    kind, colon, rest = name.partition(":")
    if not colon:
        return name == "id" or name in standard.by_code
    known = {FACT: standard.facts, IN_CONTEXT: CONTEXT}
    return bool(rest) and (f"{kind}:" == STRATUM or rest in known.get(f"{kind}:", ()))


def _width_fault(row: Row, width: int) -> ScoringError | None:
    if len(row.cells) == width:
        return None
    return ScoringError(
        "bad-row", f"line {row.line}", f"{width} cells", str(len(row.cells)), "mend the line"
    )


def _id_fault(line: int, given: str, *, again: bool) -> ScoringError | None:
    if not given.strip():
        return ScoringError("no-id", f"line {line}", "an id", "none", "give each visit its id")
    if again:
        return ScoringError(
            "id-twice", f"line {line}", "each id once", shown(given), "rename or drop one"
        )
    return None


def _refused(code: str, file: str, expected: str, came: str, do: str) -> ScoringError:
    return ScoringError(code, f"{file}: line 1", expected, came, do)
