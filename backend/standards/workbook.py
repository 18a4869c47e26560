"""Checklist versions as Excel workbooks, read and written by `scoring.sheet` (检查标准工作簿)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backend.standards.folder import texts, unpacked
from backend.standards.refusals import ChecklistNotForWorkbook, ChecklistWorkbookUnusable
from scoring import ScoringError, Standard
from scoring.sheet import BadSheet, exported, import_workbook


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What a workbook holds: a sound version with its files, or what is wrong, cell by cell."""

    standard: Standard | None = None
    files: dict[str, str] = field(default_factory=dict)
    faults: list[dict[str, str]] = field(default_factory=list)


def read_workbook(data: bytes) -> ReadWorkbook:
    """Read and check a workbook; raises ChecklistWorkbookUnusable when it cannot be opened."""
    with tempfile.TemporaryDirectory(prefix="workbook-") as place:
        upload, folder = Path(place) / "upload.xlsx", Path(place) / "version"
        upload.write_bytes(data)
        try:
            standard = import_workbook(upload, folder)
        except BadSheet as bad:
            return ReadWorkbook(faults=[_told(fault) for fault in bad.faults])
        except ScoringError as fault:
            raise ChecklistWorkbookUnusable(
                expected=fault.expected, came=fault.came, do=fault.do, reason=fault.code
            ) from fault
        return ReadWorkbook(standard, texts(folder))


def written_workbook(files: Mapping[str, str]) -> bytes:
    """Give a version's stored texts as a workbook; raises ChecklistNotForWorkbook."""
    with unpacked(files) as folder:
        try:
            return exported(folder)
        except ScoringError as fault:
            raise ChecklistNotForWorkbook(
                expected=fault.expected, came=fault.came, do=fault.do, reason=fault.code
            ) from fault


def _told(fault: ScoringError) -> dict[str, str]:
    names = ("code", "place", "expected", "came", "do")
    return {name: str(getattr(fault, name)) for name in names}
