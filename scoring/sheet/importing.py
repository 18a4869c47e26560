"""A workbook made into the folder of a version: all of it or nothing (导入)."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from scoring.assemble import load_with_faults
from scoring.cases import case_faults
from scoring.checklist import Standard
from scoring.errors import ScoringError
from scoring.sheet.gather import Gathered, gather
from scoring.sheet.opening import open_workbook
from scoring.sheet.reading import read_rows
from scoring.sheet.tables import CASES, FINDINGS, ITEMS, STANDARD

Strings = tuple[str, ...]
Told = Callable[[list[ScoringError]], list[ScoringError]]

_AT = re.compile(r" at (\S+)$")
_PARTS = re.compile(r"[\s:,]+")
SHEETS = {
    "standard.yaml": STANDARD.sheet,
    "cases.yaml": CASES.sheet,
    "findings.yaml": FINDINGS.sheet,
    "CHANGES.md": "变更说明",
}


class BadSheet(ScoringError):
    """A workbook that makes no sound version; carries every fault, speaks the first."""

    def __init__(self, faults: list[ScoringError]) -> None:
        first = faults[0]
        super().__init__(first.code, first.place, first.expected, first.came, first.do)
        self.faults = faults


def import_workbook(path: Path, folder: Path) -> Standard:
    """Write the version that a workbook holds into a new folder, and give it.

    Raises BadSheet with every fault and its cell, ScoringError where the workbook cannot be
    opened or ``folder-not-empty``; then nothing is written.
    """
    refuse_filled(folder)
    rows, faults = read_rows(open_workbook(path))
    if faults:
        raise BadSheet(faults)
    gathered = gather(rows)
    if gathered.faults:
        raise BadSheet(gathered.faults)
    return written(
        gathered.content.files(), folder, lambda found: [placed(one, gathered) for one in found]
    )


def refuse_filled(folder: Path) -> None:
    """Raise ScoringError ``folder-not-empty`` unless the folder is new or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ScoringError(
            "folder-not-empty",
            folder.name,
            "a new or empty folder",
            "one with files",
            "name another folder: a version is never overwritten",
        )


def written(files: Mapping[str, str], folder: Path, told: Told) -> Standard:
    """Check the files as a version and put them in place in one step.

    told: how a fault of the check is said to whoever made the files.
    Raises BadSheet with every fault of the check.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in files.items():
            with (made / name).open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        standard, faults = load_with_faults(made)
        if standard is not None and not faults:
            faults = case_faults(standard, made)
        if faults or standard is None:
            raise BadSheet(told(faults))
        made.chmod(0o755)
        os.replace(made, folder)
        return standard
    finally:
        shutil.rmtree(made, ignore_errors=True)


def placed(fault: ScoringError, gathered: Gathered) -> ScoringError:
    """A fault of the check with the cell or row it comes from."""
    file, _, rest = fault.place.partition(": ")
    found = _AT.search(fault.expected)
    inside = tuple(found[1].split("/")) if found else ()
    at = _cell(file, rest, inside, gathered)
    place = at if rest == "-" else f"{at}: {rest}"
    return ScoringError(fault.code, place, fault.expected, fault.came, fault.do)


def _cell(file: str, rest: str, inside: Strings, gathered: Gathered) -> str:
    """The cell nearest to a fault: by its path, else by the last name that it speaks of."""
    places = {tuple(map(str, path)): cell for path, cell in gathered.places.items()}
    if file == "standard.yaml":
        return _nearest((file, *inside), places) or _named(rest, gathered.names) or SHEETS[file]
    entry = next((name for name in _heads(rest) if (file, name) in places), "")
    if entry:
        return _nearest((file, entry, *inside), places)
    chapter = file.removesuffix(".yaml")
    return _named(f"{chapter} {rest}", gathered.names) or SHEETS.get(file, ITEMS.sheet)


def _heads(rest: str) -> list[str]:
    """The fault's place and what it starts with: the code may be followed by more."""
    return [rest, *(rest[:at] for at in range(len(rest) - 1, 0, -1) if rest[at] == ":")]


def _nearest(path: Strings, places: Mapping[Strings, str]) -> str:
    """The place of a path, of something inside it, or of what it is in."""
    for length in range(len(path), 1, -1):
        start = path[:length]
        if start in places:
            return places[start]
        inner = next((cell for one, cell in places.items() if one[:length] == start), "")
        if inner:
            return inner
    return ""


def _named(rest: str, names: Mapping[str, str]) -> str:
    """The row of the last id in a place such as ``level 4: care-workers: condition``."""
    return next((names[one] for one in reversed(_PARTS.split(rest)) if one in names), "")
