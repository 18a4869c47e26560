"""``python -m scoring diff OLD_DIR NEW_DIR``: what another version changes (版本比对)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from scoring.assemble import load
from scoring.diff import compare
from scoring.diff.text import diff_text
from scoring.errors import Exit

EPILOG = """Items are paired by their code and by `continues`; one old item may go on as several,
several as one. Every differing field is a line: before, after. Conditions are shown as formulas.
Worked cases, CHANGES.md and the layout of the files are not compared: they change no result.

examples:
  python -m scoring diff checklists/example/1 checklists/example/2
  python -m scoring diff checklists/example/1 checklists/example/2 --text en
  python -m scoring diff checklists/example/1 checklists/example/2 --json > diff.json
Exit codes: 0 the same content; 1 different; 2 one of them is no usable checklist."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "diff",
        help="two versions clause by clause (版本比对)",
        description="Say what differs between two versions: items, rules, facts, findings.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old", metavar="OLD_DIR", type=Path)
    parser.add_argument("new", metavar="NEW_DIR", type=Path)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as one JSON object")
    form.add_argument("--text", choices=("zh", "en"), default="zh", help="as text (default zh)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the comparison."""
    diff = compare(load(args.old), load(args.new))
    if args.json:
        sys.stdout.write(json.dumps(diff.as_json(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(diff_text(diff, args.text))
    return Exit.NO if diff.different else Exit.DONE
