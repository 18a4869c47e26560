"""``python -m scoring xlsform-in FORM.xlsx STANDARD_DIR``: an XLSForm as a version (表单导入)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scoring.assemble import load
from scoring.commands.check import line_of, summary_of
from scoring.errors import Exit

EPILOG = """With --from OLD_DIR: the form was made from that version (xlsform-out) and changed.
Texts, choices, their order, new and dropped questions come from the form, all else from OLD_DIR;
name the new version in `settings`.
Without it: yes-or-no questions become items that pass or fail, choices with a column `points`
scored items, numbers and other choices facts, groups chapters. A survey may have the columns
clause, source, confidence, max_points; without them an item is provisional and names the form.
What is not carried is named on stderr, one line a row, starting with `not carried:`.
All or nothing: the version is checked as by `check`, and with one fault nothing is written.

examples:
  python -m scoring xlsform-in form.xlsx checklists/x/2 --from checklists/x/1
  python -m scoring xlsform-in foreign.xlsx checklists/foreign/1
Exit codes: 0 written; 1 faults, one a line on stdout; 2 no usable form, or the folder has files."""


def register(subparsers: Any) -> None:
    """Add the verb to the command line."""
    parser = subparsers.add_parser(
        "xlsform-in",
        help="an XLSForm as a new version (表单导入)",
        description="Write the version that an XLSForm holds into a new folder.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("form", metavar="FORM.xlsx", type=Path)
    parser.add_argument("standard", metavar="STANDARD_DIR", type=Path, help="new or empty")
    parser.add_argument("--from", dest="old", metavar="OLD_DIR", type=Path)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the form, name what is not carried, write the version or print every fault."""
    from scoring.sheet.content import content_of
    from scoring.sheet.importing import BadSheet, refuse_filled, written
    from scoring.xlsform import content_from

    refuse_filled(args.standard)
    old = content_of(load(args.old), args.old) if args.old else None
    content, lost = content_from(args.form, old)
    for one in lost:
        print(one, file=sys.stderr)
    try:
        standard = written(content.files(), args.standard, list)
    except BadSheet as bad:
        for fault in bad.faults:
            print(line_of(fault))
        return Exit.NO
    print(summary_of(standard))
    return Exit.DONE
