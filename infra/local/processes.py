"""Processes we started, known by number and start time, never by name (进程)."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
MARK = "XINGJIAN_PROCESS"  # in the environment of everything we start: "<name>@<state folder>"
SESSION, THREADS, STARTED = 3, 17, 19  # fields of /proc/<pid>/stat after the closing bracket
BIGGEST_LOG = 20_000_000  # bytes; a larger one is set aside at the next start


@dataclass(frozen=True, slots=True)
class Process:
    """One process of this boot: the number alone may be given to another later."""

    pid: int
    started: str  # "<boot id>:<clock ticks since boot>"

    @property
    def alive(self) -> bool:
        return started(self.pid) == self.started

    def signal(self, number: int) -> None:
        """Send a signal, unless the process is gone."""
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        until = time.monotonic() + seconds
        while self.alive:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True


def started(pid: int) -> str | None:
    """When a process started; None for one that is gone or only waits to be reaped.

    A killed one whose other threads are still ending lives on: it still holds its ports.
    """
    fields = _fields(pid)
    if fields is None or (fields[0] in ("Z", "X") and int(fields[THREADS]) <= 1):
        return None
    return f"{_boot()}:{fields[STARTED]}"


def spawn(
    mark: str, argv: Sequence[str], *, env: Mapping[str, str], cwd: Path, log: Path
) -> Process:
    """Start a process that outlives us and our terminal, its output appended to a log."""
    _set_aside(log)
    with log.open("ab") as output:
        child = subprocess.Popen(
            argv,
            cwd=cwd,
            env={**env, MARK: mark},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=0o077,
        )
    threading.Thread(target=child.wait, daemon=True).start()  # reaps it if it ends before us
    return Process(child.pid, started(child.pid) or "ended")


def leader(mark: str) -> Process | None:
    """The session leader with that mark, found without any record of it."""
    for pid in _all():
        fields = _fields(pid)
        if fields and int(fields[SESSION]) == pid and _marked(pid, mark):
            found = started(pid)
            if found:
                return Process(pid, found)
    return None


def left_behind(mark: str, session: int) -> list[Process]:
    """Children of an ended process that still run, such as pool workers."""
    found = []
    for pid in _all():
        fields = _fields(pid)
        if fields and int(fields[SESSION]) == session and _marked(pid, mark):
            found.append(Process(pid, started(pid) or "ended"))
    return [process for process in found if process.alive]


def kill_all(processes: Sequence[Process], *, patience: float = 10) -> None:
    """Kill and wait until they are gone."""
    for process in processes:
        process.signal(signal.SIGKILL)
    for process in processes:
        process.wait(patience)


def _all() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def _fields(pid: int) -> list[str] | None:
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()


def _marked(pid: int, mark: str) -> bool:
    try:
        environment = (PROC / str(pid) / "environ").read_bytes()
    except OSError:
        return False
    return f"{MARK}={mark}".encode() in environment.split(b"\0")


def _boot() -> str:
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def _set_aside(log: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > BIGGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
