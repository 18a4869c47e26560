"""``python -m scoring view public-before|sealed|public-after FILE``: print a view (视图)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from scoring.draw import public_after, public_before, sealed
from scoring.draw.files import read_json
from scoring.errors import Exit

VIEWS = ("public-before", "sealed", "public-after")


def register(subparsers: Any) -> None:
    """Announce the verb."""
    parser = subparsers.add_parser("view", help="print what may be shown of a draw (视图)")
    parser.add_argument("view", choices=VIEWS)
    parser.add_argument("file", type=Path, metavar="POOL_OR_BUNDLE.json")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Exit:
    """Print one view of a pool or of a bundle."""
    raw = read_json(args.file)
    pool = raw["pool"] if isinstance(raw, dict) and "pool" in raw else raw
    if args.view == "public-before":
        view = public_before(pool)
    elif args.view == "sealed":
        view = sealed(pool)
    else:
        view = public_after(raw)
    sys.stdout.write(json.dumps(view, ensure_ascii=False) + "\n")
    return Exit.DONE
