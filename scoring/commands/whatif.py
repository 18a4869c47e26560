"""``python -m scoring whatif OLD_DIR NEW_DIR VISITS.csv OUT.csv``: who would move (试算)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from scoring.assemble import load
from scoring.errors import Exit
from scoring.whatif import summary_text, whatif

EPILOG = """VISITS.csv as for batch, with the codes of OLD; NEW takes answers over by
`continues` or by the same code; its other items are not answered and named under not_carried,
those whose answers its rules cannot read under not_read.
OUT.csv: id, level_before, level_after, total_before, total_after, moved (up, down, same,
ungraded), why; versions without levels put their conclusions in the columns of the levels, and
moved is same, changed or ungraded. Stdout: a summary as JSON, in all and by each stratum:NAME.
A run that was cut short resumes where it was when it is started again.
Exit codes: 0 all rows graded; 1 some rows bad, the rest written; 2 nothing usable."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "whatif",
        help="grade stored visits again under another version (试算)",
        description="Grade every row under two versions; say who moves, and why.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old", metavar="OLD_DIR", type=Path)
    parser.add_argument("new", metavar="NEW_DIR", type=Path)
    parser.add_argument("visits", metavar="VISITS.csv", type=Path)
    parser.add_argument("out", metavar="OUT.csv", type=Path)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the summary."""
    summary = whatif(load(args.old), load(args.new), args.visits, args.out)
    print(summary_text(summary))
    return Exit.NO if summary.bad else Exit.DONE
