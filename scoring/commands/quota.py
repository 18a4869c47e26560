"""``python -m scoring quota POLICY.yaml POOL.csv``: how many to draw, and why (抽取数)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from scoring.errors import Exit
from scoring.homes import read_homes
from scoring.loader import read_yaml
from scoring.quota import quota


def register(subparsers: Any) -> None:
    """Announce the verb."""
    parser = subparsers.add_parser("quota", help="how many to draw per stratum, and why (抽取数)")
    parser.add_argument("policy", type=Path, metavar="POLICY.yaml")
    parser.add_argument("pool", type=Path, metavar="POOL.csv")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Exit:
    """Print the quota of every stratum."""
    answer = quota(read_yaml(args.policy, bare="text"), read_homes(args.pool))
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return Exit.DONE
