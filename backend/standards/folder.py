"""A folder of a checklist version as texts, and back: only `scoring` reads what is inside."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from django.conf import settings

from backend.standards.refusals import BadChecklistName, ChecklistFaulty, ChecklistNotFound
from scoring import ScoringError, Standard, load
from scoring.assemble import BadChecklist
from scoring.cases import case_faults

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_VERSION = re.compile(r"[0-9][0-9a-z.-]{0,29}")


def folder_of(standard: str, version: str) -> Path:
    """Find the folder; raises BadChecklistName, ChecklistNotFound."""
    if not _NAME.fullmatch(standard) or not _VERSION.fullmatch(version) or ".." in version:
        raise BadChecklistName(
            expected="如 gb-38600-2019 和 2022.1", came=f"{standard} {version}", do="核对名称"
        )
    folder = Path(settings.CHECKLISTS) / standard / version
    if not folder.is_dir():
        raise ChecklistNotFound(
            came=f"{standard}/{version}", do="将文件夹放入 checklists/ 后再载入"
        )
    return folder


def checked(folder: Path) -> Standard:
    """Load a folder and run its worked cases; raises ChecklistFaulty with every fault."""
    try:
        standard = load(folder)
        faults = case_faults(standard, folder)
    except BadChecklist as bad:
        faults = bad.faults
    except ScoringError as bad:
        faults = [bad]
    if faults:
        raise ChecklistFaulty(
            expected="没有错误的检查标准",
            came=f"{len(faults)} 处错误",
            do="按清单改正，python -m scoring check 可先行检查",
            errors=[str(fault) for fault in faults],
        )
    return standard


def texts(folder: Path) -> dict[str, str]:
    """Give every file of a folder by its relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes().decode("utf-8") for p in files}


def restored(files: dict[str, str]) -> Standard:
    """Load a version from its stored texts."""
    with tempfile.TemporaryDirectory(prefix="checklist-") as place:
        root = Path(place).resolve()
        for name, text in files.items():
            path = (root / name).resolve()
            assert path.is_relative_to(root), name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return load(root)
