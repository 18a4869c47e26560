"""A workbook read as rows, every cell that cannot be used named at once (读取)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter

from scoring.errors import ScoringError
from scoring.sheet.columns import Column, Table
from scoring.sheet.gather import Row, Rows
from scoring.sheet.kinds import Cell, Unfit, narrow
from scoring.sheet.tables import GUIDE, LINES, STANDARD, TABLES
from scoring.sheet.text import Unreadable

KEYS_ROW, FIRST_ROW = 2, 3
KEY, CONTENT, ENGLISH = "key", "content", "english"
HEADS = (KEY, CONTENT, ENGLISH, "name", "help")  # of the first sheet; the last two only explain
TWO_TEXTS = frozenset(("title", "issuer", "notes", "incomplete", "demonstration"))
Grid = dict[tuple[int, int], Cell]


def read_rows(book: Any) -> tuple[Rows, list[ScoringError]]:
    """All sheets of an opened workbook, and everything wrong with their cells."""
    reading = _Reading(book)
    faults = reading.faults
    faults += _sheet_faults(book)
    tables = {one.sheet: reading.table(one) for one in TABLES if one.sheet in book.sheetnames}
    found = STANDARD.sheet in book.sheetnames
    standard = reading.standard() if found else Row(STANDARD.sheet, {}, {})
    texts = {file: _lines(book[sheet]) for sheet, file in LINES.items() if sheet in book.sheetnames}
    return Rows(tables, standard, texts), faults


def _sheet_faults(book: Any) -> Iterator[ScoringError]:
    known = [GUIDE, STANDARD.sheet, *(one.sheet for one in TABLES), *LINES]
    for name in book.sheetnames:
        if name not in known:
            yield ScoringError(
                "unknown-sheet", name, f"sheets {', '.join(known)}", name, "rename or drop it"
            )
    for table in (STANDARD, *TABLES):
        if table.must and table.sheet not in book.sheetnames:
            yield ScoringError(
                "sheet-missing", table.sheet, f"the sheet {table.sheet}", "none", "add it"
            )


def _lines(sheet: Any) -> list[str]:
    """A sheet of text: one line a row."""
    lines = [
        "" if sheet.cell(row, 1).value is None else str(sheet.cell(row, 1).value).rstrip()
        for row in range(1, sheet.max_row + 1)
    ]
    return lines


class _Reading:
    """One pass over a workbook, collecting faults."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.faults: list[ScoringError] = []

    def table(self, table: Table) -> list[Row]:
        """The rows of one sheet, by the keys in its second row."""
        sheet = self.book[table.sheet]
        grid = self._grid(sheet)
        columns = self._columns(table, sheet, grid)
        rows = []
        for number in range(FIRST_ROW, sheet.max_row + 1):
            filled = {at: grid[number, at] for at in columns if (number, at) in grid}
            if filled:
                rows.append(self._row(table, columns, number, filled))
        return rows

    def standard(self) -> Row:
        """The first sheet, whose rows are keys, as one row."""
        sheet = self.book[STANDARD.sheet]
        grid = self._grid(sheet)
        wanted = (Column(one, one, one, STANDARD.columns[0].kind) for one in HEADS)
        heads = self._columns(Table(STANDARD.sheet, "", "", tuple(wanted)), sheet, grid)
        at = {column.key: number for number, column in heads.items()}
        known = {column.key: column for column in STANDARD.columns}
        row = Row(STANDARD.sheet, {}, {})
        for number in range(FIRST_ROW, sheet.max_row + 1):
            name = grid.get((number, at.get(KEY, 0)))
            content = grid.get((number, at.get(CONTENT, 0)))
            english = grid.get((number, at.get(ENGLISH, 0)))
            key = narrow(str(name.value)) if name else ""
            if key not in known:
                if name or content or english:
                    self._unknown_key(name or content or english, key, list(known))
                continue
            self._standard_row(row, known[key], content, english)
        for column in STANDARD.columns:
            if column.must and not {column.key, f"{column.key}.zh"} & set(row.values):
                self._empty(f"{STANDARD.sheet}: {column.key}", column)
        return row

    def _standard_row(
        self, row: Row, column: Column, content: Cell | None, english: Cell | None
    ) -> None:
        two = column.key in TWO_TEXTS
        for cell, key in ((content, "zh"), (english, "en")):
            if cell is not None:
                name = f"{column.key}.{key}" if two else column.key
                if key == "en" and not two:
                    self._fault("one-language", cell, "content in one column", "empty this cell")
                elif name in row.values:
                    self._fault("key-twice", cell, "each key once", "drop one row")
                elif self._take(column, cell, row.values, name):
                    row.cells[name] = cell.at

    def _row(
        self, table: Table, columns: dict[int, Column], number: int, filled: dict[int, Cell]
    ) -> Row:
        row = Row(f"{table.sheet}!{number}", {}, {})
        for at, cell in filled.items():
            if self._take(columns[at], cell, row.values, columns[at].key):
                row.cells[columns[at].key] = cell.at
        for at, column in columns.items():
            if column.must and at not in filled:
                self._empty(f"{table.sheet}!{get_column_letter(at)}{number}", column)
        return row

    def _take(self, column: Column, cell: Cell, values: dict[str, Any], key: str) -> bool:
        try:
            values[key] = column.kind.read(cell)
        except Unfit as unfit:
            self._fault(unfit.code, cell, f"{column.kind.expected} ({column.zh})", unfit.do)
            return False
        except Unreadable as unread:
            fault = unread.fault
            self.faults.append(
                ScoringError(fault.code, cell.at, fault.expected, fault.came, fault.do)
            )
            return False
        return True

    def _columns(self, table: Table, sheet: Any, grid: Grid) -> dict[int, Column]:
        """Which column of the sheet holds what; unknown, double and missing keys are faults."""
        known = {column.key: column for column in table.columns}
        columns: dict[int, Column] = {}
        taken: set[str] = set()
        for at in range(1, sheet.max_column + 1):
            cell = grid.get((KEYS_ROW, at))
            if cell is None:
                self._no_data(at, sheet, grid)
                continue
            key = narrow(str(cell.value))
            if key not in known:
                self._unknown_key(cell, key, list(known))
            elif key in taken:
                self._fault("column-twice", cell, "each column once", "drop one")
            else:
                columns[at] = known[key]
                taken.add(key)
        missing = [one.key for one in table.columns if one.must and one.key not in taken]
        if missing:
            self.faults.append(
                ScoringError(
                    "column-missing",
                    f"{table.sheet}!{KEYS_ROW}",
                    f"the keys {', '.join(missing)} in row {KEYS_ROW}",
                    "none",
                    "export a version and keep its first two rows",
                )
            )
        return columns

    def _no_data(self, at: int, sheet: Any, grid: Grid) -> None:
        """A column without key holds nothing that could be meant."""
        for number in range(FIRST_ROW, sheet.max_row + 1):
            if (number, at) in grid:
                do = f"write the key into row {KEYS_ROW}, or empty the column"
                self._fault("column-without-key", grid[number, at], "a column with a key", do)
                return

    def _grid(self, sheet: Any) -> Grid:
        """The filled cells; one merged downwards stands in each of its rows."""
        grid: Grid = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
                    continue
                self._put(grid, sheet, cell)
        for area in sheet.merged_cells.ranges:
            first = grid.get((area.min_row, area.min_col))
            if first is None or area.min_row <= KEYS_ROW:
                continue
            if area.min_col != area.max_col:
                self._fault("merged-columns", first, "cells of one column", "undo the merge")
            for number in range(area.min_row + 1, area.max_row + 1):
                grid[number, area.min_col] = first
        return grid

    def _put(self, grid: Grid, sheet: Any, cell: Any) -> None:
        at = f"{sheet.title}!{cell.coordinate}"
        found = Cell(at, cell.value, "%" in str(cell.number_format))
        if cell.data_type == "f":
            formula = getattr(cell.value, "text", cell.value)
            shown = Cell(at, formula)
            self._fault("formula", shown, "a value", "copy the cells and paste values only")
        elif cell.data_type == "e":
            self._fault("error-cell", found, "a value", "type the value")
        else:
            grid[cell.row, cell.column] = found

    def _unknown_key(self, cell: Cell | None, key: str, known: list[str]) -> None:
        if cell is not None:
            expected = f"one of the keys {', '.join(known)}"
            self._fault("unknown-key", Cell(cell.at, key), expected, "correct or empty it")

    def _empty(self, at: str, column: Column) -> None:
        self.faults.append(
            ScoringError(
                "cell-empty", at, f"{column.kind.expected} ({column.zh})", "none", "fill it"
            )
        )

    def _fault(self, code: str, cell: Cell, expected: str, do: str) -> None:
        self.faults.append(ScoringError(code, cell.at, expected, cell.shown, do))
