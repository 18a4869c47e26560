"""``python -m scoring improve STANDARD_DIR VISIT.json``: the cheapest way up (提升路径)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from scoring.answers import read_visit
from scoring.assemble import load
from scoring.errors import Exit, ScoringError, shown
from scoring.improve import improve
from scoring.numbers import decimal_of

EPILOG = """Prints {"from", "to", "cost", "proved", "items": [{"code", "from", "to", "gain"}],
"blocked_by"}. Cost is the number of items, or the sum of the weights in COSTS.json
({code: "2.5"}; 1 where left out). Judgements of persons and facts are never proposed; among equal
costs what residents notice comes first. blocked_by names the tests that no item can meet; cost is
null then. proved is false where the search had to stop before the end.
Exit codes: 0 a way, or none needed; 1 blocked; 2 the standard or the visit cannot be used."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "improve",
        help="the cheapest set of improvements that reaches the next level (提升路径)",
        description="The cheapest set of item improvements that reaches a level.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path)
    parser.add_argument("visit", metavar="VISIT.json", type=Path)
    parser.add_argument("--to", metavar="LEVEL", help="a level; the next one where left out")
    parser.add_argument("--costs", metavar="COSTS.json", type=Path, help="weights of items")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the way up."""
    raw = read_visit(args.costs) if args.costs else {}
    if not isinstance(raw, dict):
        raise ScoringError("wrong-type", args.costs.name, "an object", shown(raw), "mend it")
    costs = {code: decimal_of(cost, f"{args.costs.name}: {code}") for code, cost in raw.items()}
    found = improve(load(args.standard), read_visit(args.visit), args.to, costs)
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return Exit.NO if found["blocked_by"] else Exit.DONE
