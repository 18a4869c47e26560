"""``python -m scoring batch STANDARD_DIR VISITS.csv OUT.csv``: many visits graded (批量评分)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scoring.assemble import load
from scoring.batch.run import batch_file
from scoring.errors import Exit

EPILOG = """VISITS.csv: UTF-8, one row a visit, columns id (required, unique), item codes,
fact:NAME, context:NAME, stratum:NAME. Cells as the answers of VISIT.json; samples
passed/looked_at, ids joined by +, objects and lists as JSON; empty = not answered, NA = not
applicable.
OUT.csv: id, level, total, limited_by (joined by ;), points:CHAPTER, rate:CHAPTER, rating:ID, error;
without levels: id, conclusion, failed, error. A bad row has only its error, the rest is graded.
Exit codes: 0 all rows graded; 1 some rows bad, the rest written; 2 nothing usable, nothing
written."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "batch",
        help="grade many visits from a CSV file (批量评分)",
        description="Grade every row of a CSV file under one version of a standard.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path, help="e.g. checklists/x/1")
    parser.add_argument("visits", metavar="VISITS.csv", type=Path)
    parser.add_argument("out", metavar="OUT.csv", type=Path)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Grade all rows; bad ones are told on stderr and stand in OUT.csv."""
    bad = batch_file(load(args.standard), args.visits, args.out)
    return Exit.NO if bad else Exit.DONE
