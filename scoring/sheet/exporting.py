"""A version as the bytes of a workbook that reads back as the same (导出)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from scoring.assemble import load
from scoring.errors import ScoringError, shown
from scoring.sheet.content import content_of
from scoring.sheet.gather import gather
from scoring.sheet.reading import read_rows
from scoring.sheet.writing import workbook_of


def exported(folder: Path) -> bytes:
    """Give a checklist folder as a workbook.

    Raises BadChecklist, ScoringError ``not-for-a-sheet`` for a text no cell holds, and
    ``not-carried`` where the workbook would not read back as the same: nothing is lost unsaid.
    """
    content = content_of(load(folder), folder)
    out = io.BytesIO()
    workbook_of(content).save(out)
    data = out.getvalue()
    rows, faults = read_rows(load_workbook(io.BytesIO(data)))
    back = None if faults else gather(rows).content.as_data()
    if back != content.as_data():
        lost = str(faults[0]) if faults else _first_difference(content.as_data(), back)
        raise ScoringError(
            "not-carried",
            folder.name,
            "a version that a workbook can carry",
            shown(lost, 200),
            "mend that text (blanks at its ends, full-width codes), or copy the folder instead",
        )
    return data


def _first_difference(one: Any, other: Any, path: str = "") -> str:
    """Where two contents differ first."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            if one.get(key) != other.get(key):
                return _first_difference(one.get(key), other.get(key), f"{path}/{key}")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (left, right) in enumerate(zip(one, other, strict=True)):
            if left != right:
                return _first_difference(left, right, f"{path}/{at}")
    return f"{path}: {one!r} became {other!r}"
