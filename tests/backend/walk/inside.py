"""The demonstration's walk against this process: the same steps, no server (合成数据)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from backend.config.wsgi import application
from backend.core import outbox
from infra.demo.client import Caller
from infra.demo.walk import Walk

HOST = "http://testserver"
PASSWORD = "a-long-passphrase-1"


class Guest(Caller):
    """Somebody who calls the application of this process."""

    def __post_init__(self) -> None:
        transport = httpx.WSGITransport(app=application)
        self.http = httpx.Client(transport=transport, base_url=self.base, trust_env=False)


class InsideWalk(Walk):
    """A walk whose background work is done when it is waited for."""

    def caller(self, username: str) -> Caller:
        """Make somebody who calls this process; "" is the public."""
        return Guest(self.base, username, PASSWORD if username else "")

    def wait_for(self, what: str, ask: Callable[[], Any], seconds: float = 0) -> Any:
        """Do the work that waits, then ask once."""
        outbox.deliver_all()
        answer = ask()
        assert answer, f"no {what}"
        return answer


class Passwords(dict[str, str]):
    """Everybody's password is the same here."""

    def __missing__(self, username: str) -> str:
        return PASSWORD


def walk_in(folder: Path) -> InsideWalk:
    """Give a walk that keeps its files in a folder."""
    return InsideWalk(base=HOST, folder=folder, passwords=Passwords())
