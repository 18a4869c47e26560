"""`python -m infra.demo`: live both acts once, print the table, fail when a check fails."""

import argparse
import sys

from infra.demo.report import fail, show
from infra.demo.stage import logins, stage
from infra.demo.steps import STEPS
from infra.demo.walk import run


def main() -> int:
    """Walk, or print who may log in."""
    parser = argparse.ArgumentParser(prog="python -m infra.demo", description=__doc__)
    parser.add_argument("--logins", action="store_true", help="print addresses and logins only")
    parser.add_argument("--run", action="store_true", help="a new demonstration, from the start")
    parser.add_argument("--go-on", action="store_true", help="go on where a cut-off walk stopped")
    given = parser.parse_args()
    if given.logins:
        for line in logins():
            print(line)
        return 0
    walk = stage(fresh=not given.go_on)
    step = "start"

    def begin(name: str) -> None:
        nonlocal step
        step = name

    try:
        run(walk, STEPS, begin)
    except Exception as fault:
        fail(step, f"{type(fault).__name__}: {fault}")
        return 1
    finally:
        walk.close()
    show(["", "", "", "", ""])
    return 0


if __name__ == "__main__":
    sys.exit(main())
