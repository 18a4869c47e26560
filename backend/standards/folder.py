"""A folder of a checklist version as texts, and back: only `scoring` reads what is inside."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from backend.standards.refusals import BadChecklistName, ChecklistFaulty, ChecklistNotFound
from scoring import ScoringError, Standard, load
from scoring.assemble import CASES, BadChecklist, folder_digest
from scoring.cases import case_faults
from scoring.loader import read_yaml

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


@contextmanager
def unpacked(files: Mapping[str, str]) -> Iterator[Path]:
    """Write a version's stored texts into a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="checklist-") as place:
        root = Path(place).resolve()
        for name, text in files.items():
            path = (root / name).resolve()
            assert path.is_relative_to(root), name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        yield root


def restored(files: Mapping[str, str]) -> Standard:
    """Load a version from its stored texts."""
    with unpacked(files) as folder:
        return load(folder)


def cases_in(files: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give the worked cases of a version's stored texts."""
    with unpacked({CASES: files[CASES]}) as folder:
        return list(read_yaml(folder / CASES))


def folders() -> Iterator[tuple[str, str, str]]:
    """Give standard, version and digest of every folder of checklists/ that may be loaded."""
    root = Path(settings.CHECKLISTS)
    for head in sorted(root.glob("*/*/standard.yaml")):
        version = head.parent
        standard = version.parent.name
        if _NAME.fullmatch(standard) and _VERSION.fullmatch(version.name):
            yield standard, version.name, folder_digest(version)
