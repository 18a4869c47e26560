"""``python -m scoring VERB …``: finds the verb, runs it, turns refusals into exit code 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

from scoring.commands import (
    batch,
    check,
    diff,
    draw,
    export_sheet,
    grade,
    import_sheet,
    improve,
    later,
    quota,
    verify,
    view,
    whatif,
    xlsform_in,
    xlsform_out,
)
from scoring.errors import Exit, ScoringError

COMMANDS = (
    *(check, grade, batch, improve, whatif, diff, export_sheet, import_sheet),
    *(xlsform_out, xlsform_in),
    *(draw, verify, view, quota, later),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint has the shape of every other refusal."""

    def error(self, message: str) -> NoReturn:
        raise ScoringError(
            "bad-arguments",
            self.prog,
            "the arguments its help names",
            message,
            f"run `{self.prog} --help`",
        )


def build_parser() -> Parser:
    """The whole command line, one subparser a verb."""
    parser = Parser(
        prog="python -m scoring",
        description="Checklists, grades, draws and quotas from the command line (评分与抽取).",
        epilog="Exit codes: 0 done or true; 1 the answer is no; 2 unusable input, with one line "
        "`CODE place: expected …, came …; do …` on stderr and nothing on stdout.",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    for command in COMMANDS:
        command.register(verbs)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    try:
        args = _parse(argv)
        return int(args.run(args))
    except ScoringError as refusal:
        print(refusal, file=sys.stderr)
        return Exit.UNUSABLE


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = build_parser()
    args, surplus = parser.parse_known_args(argv)
    if surplus and not getattr(args, "takes_anything", False):
        parser.error(f"unknown arguments: {' '.join(surplus)}")
    return args


def _speak_utf8(stream: TextIO) -> None:
    """JSON is UTF-8 whatever the terminal's locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
