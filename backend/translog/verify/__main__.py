"""`python -m backend.translog.verify`: 0 it holds, 1 it does not, 2 unusable input.

    document FILE --proof FILE.tlog-proof --key KEY [--copy DIR] [--authority ROOT.pem]
    growth OLD_CHECKPOINT [NEW_CHECKPOINT] --copy DIR --key KEY
    log DIR --key KEY

KEY is the line of /log/key, or a file with it.  DIR is a copy of the log's files under their
own paths (checkpoint, tile/…, openings/…).  Nothing is fetched.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from backend.translog.proof.faults import Fault, Missing, Unreadable
from backend.translog.verify import checks
from backend.translog.verify.files import Copy, keys_of, read
from backend.translog.verify.seal import MAGIC, seal


def main(argv: Sequence[str] | None = None) -> int:
    """Run one check and say what held; the first thing that does not ends it."""
    asked = _parser().parse_args(argv)
    try:
        for what, detail in _told(asked):
            print(f"ok  {what:<10}  {detail}")
    except (Unreadable, Missing) as fault:
        return _say(fault, 2)
    except Fault as fault:
        return _say(fault, 1)
    return 0


def _told(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    keys = keys_of(asked.key)
    if asked.question == "log":
        return checks.whole(Copy(asked.folder), keys)
    copy = Copy(asked.copy) if asked.copy else None
    if asked.question == "growth":
        assert copy is not None
        return checks.growth(asked.old, asked.new, copy, keys)
    told = checks.document(asked.file, asked.proof, keys, copy)
    is_pdf = read(asked.file).startswith(MAGIC)
    return chain(told, seal(asked.file, asked.authority) if is_pdf else ())


def _say(fault: Fault, code: int) -> int:
    said = f"expected {fault.expected or '—'}, came {fault.came or '—'}"
    do = f"; do {fault.do}" if fault.do else ""
    print(f"{fault.code}: {said}{do}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m backend.translog.verify")
    asked = parser.add_subparsers(dest="question", required=True)
    document = asked.add_parser("document", help="is this document in the log, unchanged?")
    document.add_argument("file", type=Path)
    document.add_argument("--proof", type=Path, required=True)
    document.add_argument("--copy", type=Path)
    document.add_argument("--authority", type=Path, help="root certificate of the seals (PEM)")
    growth = asked.add_parser("growth", help="did the log only grow between two checkpoints?")
    growth.add_argument("old", type=Path)
    growth.add_argument("new", type=Path, nargs="?")
    growth.add_argument("--copy", type=Path, required=True)
    log = asked.add_parser("log", help="is this copy of the log whole and unchanged?")
    log.add_argument("folder", type=Path)
    for one in (document, growth, log):
        one.add_argument("--key", required=True, help="the line of /log/key, or a file with it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
