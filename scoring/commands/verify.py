"""``python -m scoring verify BUNDLE.json``: do the draw again and say whether it holds (核验)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scoring.draw import verify
from scoring.draw.files import read_json
from scoring.errors import Exit


def register(subparsers: Any) -> None:
    """Announce the verb."""
    parser = subparsers.add_parser("verify", help="re-run a draw from its bundle or view (核验)")
    parser.add_argument("bundle", type=Path, metavar="BUNDLE.json")
    parser.add_argument(
        "--with",
        dest="announced",
        type=Path,
        metavar="PUBLIC_BEFORE.json",
        help="also: is this the draw that was announced?",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Exit:
    """Print ``verified``; else the first difference, and on stderr all that were found."""
    announced = read_json(args.announced) if args.announced else None
    found = verify(read_json(args.bundle), announced)
    if not found:
        print("verified")
        return Exit.DONE
    print(found[0])
    print("\n".join(found), file=sys.stderr)
    return Exit.NO
