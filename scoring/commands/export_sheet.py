"""``python -m scoring export STANDARD_DIR OUT.xlsx``: a version as an Excel workbook (导出)."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from scoring.errors import Exit, ScoringError

EPILOG = """The workbook has a sheet for the standard, chapters, items, what options and bands
score, levels and their conditions, limits and steps, ratings, conclusions, facts, short lists,
worked cases and findings; its first sheet (说明) explains every column in Chinese and
English, and how the official table of GB/T 37276 (numbers of four levels, steps of 0.5) is
entered.
What is written reads back as the same version; a version that no workbook can carry is refused.

To make a version of your own: export the nearest one, change id, version, points and rows in
Excel or WPS, then `python -m scoring import`.

example:
  python -m scoring export checklists/gbt-37276-2018/2020.1 37276.xlsx
Exit codes: 0 written; 2 no usable checklist, or OUT.xlsx exists already."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "export",
        help="a version as an Excel workbook (导出)",
        description="Write one version of a standard as an .xlsx workbook.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path)
    parser.add_argument("out", metavar="OUT.xlsx", type=Path)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the workbook."""
    from scoring.sheet import exported

    write_new(args.out, exported(args.standard))
    return Exit.DONE


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises ScoringError ``file-exists``, ``not-written``.
    """
    if path.exists():
        raise ScoringError("file-exists", path.name, "a new file", "an old one", "name another")
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as fault:
        raise ScoringError(
            "not-written", path.name, "a writable place", fault.strerror or "none", "check the path"
        ) from fault
    finally:
        part.unlink(missing_ok=True)
