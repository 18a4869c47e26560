"""``python -m scoring import SHEET.xlsx STANDARD_DIR``: a workbook as a version (导入)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scoring.commands.check import line_of, summary_of
from scoring.errors import Exit

EPILOG = """The layout is that of `python -m scoring export`; its first sheet explains it.
All or nothing: with one fault nothing is written. All faults of the cells are listed at once,
one line each: sheet and cell, what was expected, what came, what to do. When the cells are sound,
the version is checked as by `python -m scoring check`, and its faults are listed with their cells.
Numbers may be Excel numbers, shares in per cent, letters full-width, cells merged downwards.
Refused: formulas, macros (.xlsm), passwords, files over 5 MiB, unknown sheets and columns.

example:
  python -m scoring import 37276.xlsx checklists/gbt-37276-2018/2026.1
Exit codes: 0 written; 1 faults, one a line on stdout; 2 no workbook, or the folder has files."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="an Excel workbook as a new version (导入)",
        description="Write the version that a workbook holds into a new folder.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sheet", metavar="SHEET.xlsx", type=Path)
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path, help="new or empty")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import, or print every fault."""
    from scoring.sheet import BadSheet, import_workbook

    try:
        standard = import_workbook(args.sheet, args.standard)
    except BadSheet as bad:
        for fault in bad.faults:
            print(line_of(fault))
        return Exit.NO
    print(summary_of(standard))
    return Exit.DONE
