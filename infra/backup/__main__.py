"""`python -m infra.backup`: make a backup, or check one."""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from infra.backup import manifest
from infra.backup.house import House
from infra.backup.making import Wish, make, prune
from infra.local.places import here
from infra.local.services import Stack
from infra.local.trouble import Trouble

INCOMPLETE = 2  # made, but the object store had lost something before


def main(argv: list[str] | None = None) -> int:
    """Make one, or check one, and say how it went."""
    given = _parser().parse_args(argv)
    try:
        if given.check:
            told = manifest.check(given.check, say)
            print(f"{given.check}: whole, of {told['taken_at']}", flush=True)
            return 0
        return _make(given)
    except Trouble as trouble:
        print(f"backup: {trouble}", file=sys.stderr)
        return 1


def house(demo: bool) -> House:
    """The house of this checkout, or its demonstration."""
    stack = Stack(here())
    if not demo:
        return House.of(stack)
    from infra.demo.stage import environment

    return House.of(stack, environment())


def passphrase(path: Path | None) -> str:
    """Read the passphrase from a file, or XINGJIAN_BACKUP_PASSPHRASE."""
    if path:
        return path.read_text(encoding="utf-8").strip()
    return os.environ.get("XINGJIAN_BACKUP_PASSPHRASE", "")


def say(line: str) -> None:
    """Show how far it is."""
    print(f"  {line}", flush=True)


def _make(given: argparse.Namespace) -> int:
    begun = time.monotonic()
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    to: Path = given.to or here().var / "backups" / name
    to = to.absolute()
    wish = Wish(to, passphrase(given.passphrase_file), given.durable)
    told = make(house(given.demo), wish, say)
    for old in prune(to.parent, given.keep) if given.keep else ():
        say(f"deleted {old}")
    files = ", ".join(f"{part['count']} {name}" for name, part in told["files"].items())
    dump = told["parts"]["database.dump"]["bytes"]
    print(f"{to}: database {dump} bytes, {files}, {time.monotonic() - begun:.0f} s")
    if told["state"]:
        print(f"state digest {told['state']['digest']}")
    print(f"keys: {told['keys']}")
    if told["missing"]:
        gone = told["missing"]
        print(f"MISSING in the object store: {gone['count']}, as {', '.join(gone['names'])}")
        return INCOMPLETE
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.backup", description=__doc__)
    add = parser.add_argument
    add("--to", type=Path, help="the new backup's folder; unless said, var/backups/<moment>")
    add("--check", type=Path, metavar="DIR", help="read every byte of a backup and compare")
    add("--keep", type=int, metavar="N", help="then delete all but the last N beside it")
    add("--durable", action="store_true", help="it lies on another machine: move tablets' marks")
    add("--passphrase-file", type=Path, metavar="FILE", help="seal the keys by this passphrase")
    add("--demo", action="store_true", help="of the demonstration")
    return parser


if __name__ == "__main__":
    sys.exit(main())
