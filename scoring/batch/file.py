"""VISITS.csv in chunks: columns checked once, cells turned into small numbers (批量数据)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.answers import CONTEXT
from scoring.batch.cells import Column
from scoring.batch.coding import Coder
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
        self.names = list(head.cells)
        _check(path.name, self.names, standard)
        self.columns = {name: Column() for name in self.names if name != "id"}
        self._coder = Coder(self.names, self.columns)
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
        faults = [row.fault or _width_fault(row, width) for row in rows]
        ids, codes = self._cells(rows, faults)
        repeated = seen.repeated(
            [one or f"\n{row.line}" for one, row in zip(ids, rows, strict=True)]
        )
        for at, row in enumerate(rows):
            faults[at] = faults[at] or _id_fault(row.line, ids[at], again=repeated[at])
        ids = [one or self._id_of(row) for one, row in zip(ids, rows, strict=True)]
        return Part(ids, [row.line for row in rows], faults, codes)

    def _cells(
        self, rows: Sequence[Row], faults: Sequence[ScoringError | None]
    ) -> tuple[list[str], dict[str, Codes]]:
        """Ids and codes of all rows, empty where a row has a fault; plain rows at once."""
        for column in self.columns.values():
            if len(column) > MOST_CELLS:
                column.clear()
                self._coder.forget(column)
        sound = [at for at, fault in enumerate(faults) if fault is None]
        plain = [at for at in sound if rows[at].bare and b"\0" not in rows[at].bare]
        ids = [""] * len(rows)
        codes = np.zeros((len(self.names), len(rows)), np.int32)
        some, codes[:, plain] = self._coder.coded([rows[at].bare for at in plain])
        for at, one in zip(plain, some, strict=True):
            ids[at] = one
        for at in sorted(set(sound) - set(plain)):
            ids[at] = self._id_of(rows[at])
            codes[:, at] = [
                self.columns[name].numbers[cell] if name != "id" else 0
                for name, cell in zip(self.names, rows[at].cells, strict=True)
            ]
        by_name = dict(zip(self.names, codes, strict=True))
        return ids, {name: _small(by_name[name], column) for name, column in self.columns.items()}

    def _id_of(self, row: Row) -> str:
        place, cells = self.names.index("id"), row.cells
        return cells[place] if place < len(cells) else ""


def _small(codes: NDArray[np.int32], column: Column) -> Codes:
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
    if row.width == width:
        return None
    return ScoringError(
        "bad-row", f"line {row.line}", f"{width} cells", str(row.width), "mend the line"
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
