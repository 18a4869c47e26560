"""The walk: its steps in order, and what one step leaves for the next.

What a step learned is kept in var/, so that a walk that was cut off goes on where it stopped;
every write carries a key, so that a step done twice is done once.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.demo.client import Caller
from infra.demo.report import HEAD, Done, Line, show

Step = Callable[["Walk"], Done]


class Broken(Exception):
    """A step's own check failed."""


@dataclass
class Walk:
    """One walk through both acts."""

    base: str
    folder: Path  # var/demo: passwords, kept facts, files
    passwords: dict[str, str]
    kept: dict[str, Any] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)

    def as_(self, username: str) -> Caller:
        """Give the caller of somebody of the cast; "" is the public."""
        if username not in self.callers:
            self.callers[username] = self.caller(username)
        return self.callers[username]

    def on(self, username: str, device: str, sign: Callable[[str, str, bytes], Any]) -> Caller:
        """Give the caller of somebody who logged in on a tablet, which signs for it."""
        name = f"{username} on {device}"
        if name not in self.callers:
            self.callers[name] = self.caller(username)
            self.callers[name].sign = sign
        return self.callers[name]

    def caller(self, username: str) -> Caller:
        """Make somebody who calls."""
        return Caller(self.base, username, self.passwords.get(username, ""))

    def close(self) -> None:
        """Hang up everybody."""
        for caller in self.callers.values():
            caller.close()
        self.callers.clear()

    def keep(self, name: str, value: Any) -> Any:
        """Remember a fact for later steps, on disk before it is used."""
        self.kept[name] = value
        draft = self.folder / "kept.json.new"
        draft.write_text(json.dumps(self.kept, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self.folder / "kept.json")
        return value

    def file(self, name: str, data: bytes) -> Path:
        """Leave a file for the reader."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    def wait_for(self, what: str, ask: Callable[[], Any], seconds: float = 120) -> Any:
        """Ask until there is an answer; work in the background needs a moment."""
        until = time.monotonic() + seconds
        while not (answer := ask()):
            if time.monotonic() > until:
                raise Broken(f"waited {seconds:.0f} s for {what}")
            time.sleep(0.3)
        return answer


def check(holds: bool, what: str) -> None:
    """A step's own check."""
    if not holds:
        raise Broken(what)


def run(walk: Walk, steps: list[Step], between: Callable[[str], None] = lambda step: None) -> None:
    """Walk the steps; what was done in an earlier, cut-off walk is only told again.

    between: called with a step's name before it starts (the kill test hangs here).
    """
    show(HEAD)
    for step in steps:
        name = step.__name__
        between(name)
        begun = time.monotonic()
        told = walk.kept.get(f"done:{name}")
        done = Done(*told) if told else step(walk)
        line = Line(name, done, time.monotonic() - begun)
        walk.keep(f"done:{name}", [done.what, done.count, done.where])
        show(line.cells())
