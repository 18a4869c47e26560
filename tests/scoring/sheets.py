"""Workbooks for tests: exported, changed as an office changes them, imported."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from scoring.sheet import BadSheet, exported, import_workbook
from tests.scoring.folder import EXAMPLE

Edit = Callable[[Any], None]


def workbook(folder: Path = EXAMPLE) -> Any:
    """The workbook of a version, open for changes."""
    return load_workbook(io.BytesIO(exported(folder)))


def cell(book: Any, sheet: str, name: str, key: str) -> Any:
    """The cell under a key, of the first row that has that name in front."""
    page = book[sheet]
    if sheet == "标准":
        row = next(one[0].row for one in page.iter_rows() if one[0].value == name)
        return page.cell(row, {"content": 2, "english": 3}[key])
    keys = [one.value for one in page[2]]
    rows = [
        one[0].row
        for one in page.iter_rows(min_row=3, max_col=3)
        if name in {str(near.value) for near in one}
    ]
    return page.cell(rows[0], keys.index(key) + 1)


def saved(book: Any, to: Path) -> Path:
    """Save a workbook as a file."""
    path = to / "sheet.xlsx"
    book.save(path)
    return path


def imported(book: Any, to: Path) -> Any:
    """Import a workbook; the standard."""
    return import_workbook(saved(book, to), to / "made")


def faults(book: Any, to: Path) -> list[tuple[str, str]]:
    """Import a workbook that is not sound: the codes, and where the cells are."""
    try:
        import_workbook(saved(book, to), to / "made")
    except BadSheet as bad:
        assert not (to / "made").exists()
        assert [one.name for one in to.iterdir()] == ["sheet.xlsx"], "nothing is left behind"
        return [(one.code, one.place) for one in bad.faults]
    raise AssertionError("the workbook was taken")
