"""``python -m scoring draw POOL.json RANDOMNESS.json``: print the bundle (抽取记录)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from scoring.draw import draw
from scoring.draw.files import read_json
from scoring.errors import Exit


def register(subparsers: Any) -> None:
    """Announce the verb."""
    parser = subparsers.add_parser("draw", help="draw labels and officers, print the bundle (抽取)")
    parser.add_argument("pool", type=Path, metavar="POOL.json")
    parser.add_argument("randomness", type=Path, metavar="RANDOMNESS.json")
    parser.add_argument("--brief", action="store_true", help="digests in place of the orders")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Exit:
    """Draw once."""
    bundle = draw(read_json(args.pool), read_json(args.randomness), brief=args.brief)
    sys.stdout.write(json.dumps(bundle, ensure_ascii=False) + "\n")
    return Exit.DONE
