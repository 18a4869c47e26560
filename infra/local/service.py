"""One server or program of the local stack: how it starts, answers and ends (服务)."""

import json
import os
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from infra.local import processes
from infra.local.places import ROOT, Places
from infra.local.processes import Process
from infra.local.trouble import Trouble

TRIES = 3  # a port may be taken between the look and the start
REUSE_PATIENCE = 20  # seconds for one that runs already, before it is started anew
LAST_LINES = 8  # of the log, shown when a start fails


@dataclass(frozen=True, slots=True)
class Command:
    """What to run."""

    argv: list[str]
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    cwd: Path = ROOT


class Service(ABC):
    """A process of this stack, found again by its record or by its mark."""

    name: str
    stop_signal: int = signal.SIGTERM
    start_patience: float = 60  # seconds until it must answer
    stop_patience: float = 30  # seconds until it is killed
    slowest_pause: float = 0.5  # seconds between two questions while it starts

    def __init__(self, places: Places) -> None:
        self.places = places

    @abstractmethod
    def command(self) -> Command:
        """What to run; makes the files and chooses the ports it needs."""

    @abstractmethod
    def ping(self) -> None:
        """Have a real request answered.  Raises anything when it is not."""

    @abstractmethod
    def address(self) -> str:
        """Where it listens, without any secret, for people to read."""

    def prepare(self) -> None:
        """Make what it needs once it answers (roles, buckets); nothing is made twice."""
        return None

    @property
    def log(self) -> Path:
        return self.places.log / f"{self.name}.log"

    @property
    def mark(self) -> str:
        return f"{self.name}@{self.places.var}"

    @property
    def _record(self) -> Path:
        return self.places.run / f"{self.name}.json"

    def recorded(self) -> Process | None:
        """The process last started, alive or not; None after a stop."""
        try:
            return Process(**json.loads(self._record.read_text(encoding="ascii")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def remembered_at(self) -> float:
        """When the record was written (seconds since 1970), 0 without one."""
        try:
            return self._record.stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def process(self) -> Process | None:
        """The living process, None when there is none."""
        known = self.recorded()
        return known if known and known.alive else processes.leader(self.mark)

    def answers(self) -> bool:
        """Whether a real request is answered now."""
        try:
            self.ping()
        except Exception:  # each client library raises its own; every one of them means no
            return False
        return True

    def up(self) -> str:
        """Bring it up, unless it is. Says what was done: reused, started, recovered, restarted.

        Raises Trouble when it does not come up.
        """
        running, known = self.process(), self.recorded()
        if running and self._answers_soon(running, REUSE_PATIENCE):
            self._remember(running)
            self.prepare()
            return "reused"
        if running:
            self.down()
        self._sweep(known)
        self._start()
        self.prepare()
        if running:
            return "restarted, it did not answer"
        return "recovered, it had died" if known else "started"

    def down(self) -> bool:
        """End it and what it left behind. False when nothing ran."""
        running, known = self.process(), self.recorded()
        if running:
            running.signal(self.stop_signal)
            if not running.wait(self.stop_patience):
                processes.kill_all([running])
            self._sweep(running)
        self._sweep(known)
        self._record.unlink(missing_ok=True)
        return running is not None

    def kill(self) -> bool:
        """End it at once with all its children, as a power cut would. False when nothing ran."""
        running = self.process()
        if running:
            processes.kill_all([running])
            self._sweep(running)
        return running is not None

    def _start(self) -> None:
        for attempt in range(1, TRIES + 1):
            command = self.command()
            child = processes.spawn(
                self.mark, command.argv, env=command.env, cwd=command.cwd, log=self.log
            )
            self._remember(child)
            if self._answers_soon(child, self.start_patience):
                return
            if child.alive or attempt == TRIES:
                self.down()
                raise Trouble("service-silent", self._silence(child))
            time.sleep(0.5 * attempt)

    def _answers_soon(self, process: Process, patience: float) -> bool:
        """Wait while the process lives: it may be replaying its log after a crash."""
        until = time.monotonic() + patience
        pause = 0.02
        while process.alive and time.monotonic() < until:
            if self.answers():
                return process.alive
            time.sleep(pause)
            pause = min(pause * 1.5, self.slowest_pause)
        return False

    def _sweep(self, process: Process | None) -> None:
        if process and not process.alive:
            processes.kill_all(processes.left_behind(self.mark, process.pid))

    def _remember(self, process: Process) -> None:
        draft = self._record.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({"pid": process.pid, "started": process.started}))
        draft.replace(self._record)

    def _silence(self, process: Process) -> str:
        how = "it runs but is silent" if process.alive else "it ended"
        lines = self.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
        return f"expected {self.name} to answer at {self.address()}, {how}; see {self.log}:\n" + (
            "\n".join(f"    {line}" for line in lines)
        )
