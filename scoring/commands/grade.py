"""``python -m scoring grade STANDARD_DIR VISIT.json``: one visit graded and explained (评分)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from scoring.answers import read_visit
from scoring.assemble import load
from scoring.errors import Exit
from scoring.grading import grade

EPILOG = """VISIT.json is {"answers": {code: answer}, "facts": {name: value}, "context": {...}}.
An answer is a value, {"value": ..., "note": "..."} or {"na": "reason"}; a code that is left
out is not answered. Numbers with a fraction are written in quotes: "12.5".
Context: applied_for, first_application, current_level, years_since_grade, on.
Exit codes: 0 graded; 2 the standard or the visit cannot be used."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "grade",
        help="grade one visit; the result with its explanation as JSON",
        description="Grade one visit under one version of a standard.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path, help="e.g. checklists/x/1")
    parser.add_argument("visit", metavar="VISIT.json", type=Path, help="what was found")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result; nothing is printed when something cannot be used."""
    result = grade(load(args.standard), read_visit(args.visit))
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return Exit.DONE
