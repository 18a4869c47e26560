"""`python -m infra.restore DIR`: bring a backup back, and say what came of it."""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.backup import manifest, safe
from infra.backup.__main__ import house, passphrase, say
from infra.local.places import here
from infra.local.services import PROGRAMS, Stack
from infra.local.trouble import Trouble
from infra.restore.steps import Wish, restore

# What the log says happened since the backup, and no tablet sends again.
AGAIN = (
    "done by the office since the backup and to be done again: revoked tablets, closed accounts, "
    "new passwords first; then approvals, orders, services, plans, ratings"
)


def main(argv: list[str] | None = None) -> int:
    """Restore, or take the keys out."""
    given = _parser().parse_args(argv)
    try:
        if given.keys_to:
            manifest.read(given.folder)
            sealed = (given.folder / safe.NAME).read_bytes()
            for path in safe.open_to(sealed, passphrase(given.passphrase_file), given.keys_to):
                print(path)
            return 0
        return _restore(given)
    except Trouble as trouble:
        print(f"restore: {trouble}", file=sys.stderr)
        return 1
    except FileNotFoundError as fault:
        print(f"restore: [keys-left-out] expected {fault.filename}, came none", file=sys.stderr)
        return 1


def _restore(given: argparse.Namespace) -> int:
    begun = time.monotonic()
    running = [name for name in PROGRAMS if Stack(here()).service(name).process()]
    if running:
        do = f"python -m infra.local down {' '.join(running)}"
        raise Trouble("programs-running", f"expected nobody at work, came {running}; {do}")
    wish = Wish(given.replace, given.log_lost, given.numbers)
    done = restore(house(given.demo), given.folder.absolute(), wish, say)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    report = here().log / f"restored-{moment}.json"
    report.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for line in told(done):
        print(line)
    print(f"report: {report}, {time.monotonic() - begun:.0f} s")
    return 0


def told(done: dict[str, Any]) -> list[str]:
    """Say in lines what was done."""
    lines = [f"restored {done['backup']}, of {done['taken_at']}"]
    lines += [f"{part}: {count} put back" for part, count in done["put"].items()]
    lines += [f"{what.replace('_', ' ')}: {count}" for what, count in done["done"].items()]
    log = done["state"]["parts"]["log"]
    lines.append(f"public log: {log['size']} entries, root {log['root']}")
    if done["old"]:
        lines.append(f"the old database stands aside as {done['old']}; the next restore drops it")
    lines.append(f"state digest {done['state']['digest']}")
    lines.append("tablets send again what this database lacks, at their next contact")
    return [*lines, AGAIN]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.restore", description=__doc__)
    add = parser.add_argument
    add("folder", type=Path, metavar="DIR", help="the backup")
    add("--replace", action="store_true", help="set a database with work in it aside")
    add("--log-lost", action="store_true", help="the public log's bucket is gone, and its mirror")
    add("--numbers", type=int, default=100, help="文号 to leave out, each kind (100)")
    add("--keys-to", type=Path, metavar="FOLDER", help="only open the sealed keys, into a folder")
    add("--passphrase-file", type=Path, metavar="FILE", help="the passphrase of the sealed keys")
    add("--demo", action="store_true", help="into the demonstration")
    return parser


if __name__ == "__main__":
    sys.exit(main())
