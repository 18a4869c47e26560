"""Copies of the shipped example, changed in one place, for tests."""

from __future__ import annotations

import shutil
from pathlib import Path

CHECKLISTS = Path(__file__).parents[2] / "checklists"
EXAMPLE = CHECKLISTS / "example" / "3"
GB_38600 = CHECKLISTS / "gb-38600-2019" / "2022.1"


def copy_of_example(to: Path) -> Path:
    """The example standard in a folder of its own."""
    folder = to / "example"
    shutil.copytree(EXAMPLE, folder)
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text in one file of a folder."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} holds no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
