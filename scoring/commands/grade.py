"""``python -m scoring grade STANDARD_DIR VISIT.json``: one visit graded and explained (评分)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from scoring.answers import read_visit
from scoring.errors import Exit
from scoring.grading import grade
from scoring.readable import readable
from scoring.versions import load_for

EPILOG = """VISIT.json is {"answers": {code: answer}, "facts": {name: value}, "context": {...}}.
An answer is a value, {"value": ..., "note": "..."} or {"na": "reason"}; a code that is left
out is not answered. Numbers with a fraction are written in quotes: "12.5".
STANDARD_DIR may be the folder of all versions: context `on` picks the one in force that day.
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
    parser.add_argument("--text", choices=("zh", "en"), help="the explanation as readable text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the result; nothing is printed when something cannot be used."""
    visit = read_visit(args.visit)
    context = visit.get("context") if isinstance(visit, dict) else None
    day = context.get("on") if isinstance(context, dict) else None
    standard = load_for(args.standard, day)
    result = grade(standard, visit)
    if args.text:
        print(readable(standard, result, args.text), end="")
        return Exit.DONE
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return Exit.DONE
