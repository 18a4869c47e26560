"""Verbs whose contract is fixed and whose work comes with a later version."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from scoring.errors import ScoringError

PURPOSE = {
    "credit": "credit class, points and the rule behind each entry (信用档案)",
}


def register(subparsers: Any) -> None:
    """Announce the later verbs, so that ``--help`` lists them and calling them says so."""
    for verb, purpose in PURPOSE.items():
        parser = subparsers.add_parser(verb, help=f"{purpose}; comes with a later version")
        parser.set_defaults(run=refuse, takes_anything=True)


def refuse(args: argparse.Namespace) -> NoReturn:
    """Say which verb is missing.

    Raises ScoringError ``not-yet`` always.
    """
    raise ScoringError(
        "not-yet",
        f"python -m scoring {args.verb}",
        "one of check, grade, batch, improve, whatif, draw, verify, view, quota",
        args.verb,
        "wait for the version that brings this verb",
    )
