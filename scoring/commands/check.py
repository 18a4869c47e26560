"""``python -m scoring check STANDARD_DIR``: is this folder a sound checklist? (检查表校验)"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scoring.assemble import load_with_faults
from scoring.cases import case_faults
from scoring.checklist import Standard
from scoring.errors import Exit, ScoringError

EPILOG = """Faults are printed one a line: `file: item: what, and what to do [code]`.
Exit codes: 0 no fault; 1 faults; 2 there is no such folder.
The format is described in checklists/README.md; checklists/example/3 shows every key."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="is this folder a sound checklist? one line per fault",
        description="Check one version of a standard: shapes, references, sums, worked cases.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path, help="e.g. checklists/x/1")
    parser.add_argument("--summary", action="store_true", help="say what was found sound")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the faults; quiet when there are none."""
    standard, faults = load_with_faults(args.standard)
    if standard is not None and not faults:
        faults = case_faults(standard, args.standard)
    for fault in faults:
        print(line_of(fault))
    if standard is not None and not faults and args.summary:
        print(summary_of(standard))
    return Exit.NO if faults else Exit.DONE


def line_of(fault: ScoringError) -> str:
    """A fault as ``file: item: what, and what to do [code]``, on one line."""
    what = f"expected {fault.expected}, came {fault.came}; do {fault.do}"
    return " ".join(f"{fault.place}: {what} [{fault.code}]".split())


def summary_of(standard: Standard) -> str:
    """What is sound, in one line."""
    state = "provisional" if standard.provisional else "confirmed"
    return (
        f"{standard.id} {standard.version}: {len(standard.chapters)} chapters, "
        f"{len(standard.items)} items, {len(standard.findings)} findings, {state}, "
        f"sha256 {standard.digest}"
    )
