"""``python -m scoring xlsform-out STANDARD_DIR OUT.xlsx``: a version as an XLSForm (表单导出)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scoring.assemble import load
from scoring.commands.export_sheet import write_new
from scoring.errors import Exit

EPILOG = """The form asks every item and fact, for ODK, KoboToolbox and their kin: titles and
what to look for in Chinese and English, choices, the condition under which an item is asked,
bounds, a question for the reason where an item does not apply, photographs and documents.
A form has no results: levels, limits, steps, cases, findings and what points depend on are named
on stderr, one line each, starting with `not carried:`.

example:
  python -m scoring xlsform-out checklists/gb-38600-2019/2022.1 form.xlsx
Exit codes: 0 written; 2 no usable checklist, or OUT.xlsx exists already."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "xlsform-out",
        help="a version as an XLSForm (表单导出)",
        description="Write the questions of a version as an XLSForm.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path)
    parser.add_argument("out", metavar="OUT.xlsx", type=Path)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the form, and name what it does not carry."""
    from scoring.sheet.content import content_of
    from scoring.xlsform import form_of

    data, lost = form_of(content_of(load(args.standard), args.standard))
    write_new(args.out, data)
    for one in lost:
        print(one, file=sys.stderr)
    return Exit.DONE
