"""``python -m infra.local``: up, down, status, env, run, restart, kill, follow."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from infra.local.places import here
from infra.local.services import PROGRAMS, SERVERS, Stack
from infra.local.trouble import Trouble

NOT_RUNNING = 3  # the exit code for "asked, and it is not up"


def main(argv: Sequence[str] | None = None) -> int:
    """Do one thing to the stack of this checkout and say what came of it."""
    given = _parser().parse_args(argv)
    act: Callable[[Stack, list[str]], int] = given.act
    try:
        return act(Stack(here()), given.names)
    except Trouble as trouble:
        print(f"infra: {trouble}", file=sys.stderr)
        return 1


def up(stack: Stack, names: list[str]) -> int:
    """Start what does not run; without names, the three servers."""
    with stack.alone():
        for name in names or SERVERS:
            begun = time.monotonic()
            variable = stack.given_elsewhere(name)
            done = f"given by {variable}, left alone" if variable else stack.service(name).up()
            where = "" if variable else stack.service(name).address()
            print(f"{name:<9} {done} ({time.monotonic() - begun:.1f} s) {where}", flush=True)
    return 0


def down(stack: Stack, names: list[str]) -> int:
    """End what this stack started and nothing else; without names, everything."""
    with stack.alone():
        for name in names or [*reversed(PROGRAMS), *reversed(SERVERS)]:
            ended = stack.service(name).down()
            print(f"{name:<9} {'stopped' if ended else 'was not running'}", flush=True)
    return 0


def restart(stack: Stack, names: list[str]) -> int:
    """Stop and start the named ones."""
    return down(stack, list(reversed(names))) or up(stack, names)


def kill(stack: Stack, names: list[str]) -> int:
    """End the named ones as a power cut would, without letting them finish anything."""
    for name in names:
        killed = stack.service(name).kill()
        print(f"{name:<9} {'killed' if killed else 'was not running'}", flush=True)
    return 0


def status(stack: Stack, names: list[str]) -> int:
    """Say what runs and answers, by asking it; exit code 3 when one that was asked for does not."""
    states = {}
    for name in names or (*SERVERS, *PROGRAMS):
        states[name] = _state(stack, name)
        process = stack.service(name).process()
        where = f"{process.pid:>8} {stack.service(name).address()}" if process else ""
        print(f"{name:<9} {states[name]:<13} {where}".rstrip(), flush=True)
    asked = [states[name] for name in names or SERVERS]
    return 0 if all(state in ("running", "given") for state in asked) else NOT_RUNNING


def env(stack: Stack, names: list[str]) -> int:
    """Print the application's environment, one KEY=value a line (contains passwords)."""
    for key, value in stack.environment().items():
        print(f"{key}={value}")
    return 0


def run(stack: Stack, names: list[str]) -> int:
    """Run a command with that environment, as the application."""
    return _run(stack.environment(), names)


def own(stack: Stack, names: list[str]) -> int:
    """Run a command with that environment, as the owner of the tables (migrations)."""
    environment = stack.environment()
    return _run({**environment, "DATABASE_URL": environment["DATABASE_OWNER_URL"]}, names)


def follow(stack: Stack, names: list[str]) -> int:
    """Show what web writes until Ctrl-C, then stop the programs; the servers stay up."""
    print("infra: Ctrl-C stops web, worker and beat; the servers stay up", flush=True)
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        _tail(stack)
    except KeyboardInterrupt:
        print(flush=True)
        return down(stack, list(reversed(PROGRAMS)))
    print(f"infra: [web-ended] expected web to run on, it ended; see {stack.places.log}/web.log")
    return NOT_RUNNING


def _run(environment: dict[str, str], argv: list[str]) -> int:
    argv = argv[1:] if argv[:1] == ["--"] else argv
    return subprocess.run(argv, env={**os.environ, **environment}, check=False).returncode


def _tail(stack: Stack) -> None:
    web = stack.service("web")
    with web.log.open(errors="replace") as log:
        log.seek(0, 2)
        while web.process():
            print(log.read(), end="", flush=True)
            time.sleep(0.5)


def _state(stack: Stack, name: str) -> str:
    if stack.given_elsewhere(name):
        return "given"
    service = stack.service(name)
    if service.process():
        return "running" if service.answers() else "silent"
    return "died" if service.recorded() else "stopped"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    for act, what in ARGUMENTS.items():
        one = actions.add_parser(act.__name__, help=(act.__doc__ or "").partition("\n")[0])
        one.set_defaults(act=act, names=[])
        if what:
            one.add_argument("names", nargs=what, metavar="NAME")
    return parser


ARGUMENTS: dict[Callable[[Stack, list[str]], int], str | None] = {
    up: "*",
    down: "*",
    status: "*",
    restart: "+",
    kill: "+",
    run: argparse.REMAINDER,
    own: argparse.REMAINDER,
    env: None,
    follow: None,
}


if __name__ == "__main__":
    sys.exit(main())
