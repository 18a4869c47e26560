"""The demonstration's walk against this process: the same steps, no server, no worker (合成数据)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from backend.accounts.models import Person
from backend.config.wsgi import application
from backend.core import outbox
from infra.demo.cast import ADMINISTRATOR, CAST, CITY
from infra.demo.client import Caller
from infra.demo.walk import Walk
from tests.backend import make

HOST = "http://testserver"
PASSWORD = "a-long-passphrase-1"


class Guest(Caller):
    """Somebody who calls the application of this process."""

    def __post_init__(self) -> None:
        transport = httpx.WSGITransport(app=application)
        self.http = httpx.Client(transport=transport, base_url=self.base, trust_env=False)


class InsideWalk(Walk):
    """A walk whose background work is done when it is waited for."""

    def as_(self, username: str) -> Caller:
        """Give the caller of somebody of the cast; "" is the public."""
        if username not in self.callers:
            self.callers[username] = Guest(self.base, username, self.passwords.get(username, ""))
        return self.callers[username]

    def wait_for(self, what: str, ask: Callable[[], Any], seconds: float = 0) -> Any:
        """Do the work that waits, then ask once."""
        outbox.deliver_all()
        answer = ask()
        assert answer, f"no {what}"
        return answer


def begin(folder: Path) -> InsideWalk:
    """Make the administrator, and the walk that starts with him."""
    admin = make.person("platform_admin", at=CITY, username=ADMINISTRATOR)
    admin.set_password(PASSWORD)
    admin.save(update_fields=["password"])
    passwords = {name: PASSWORD for name in (ADMINISTRATOR, *(one.username for one in CAST))}
    walk = InsideWalk(base=HOST, folder=folder, passwords=passwords)
    walk.keep("admin", str(Person.objects.get(username=ADMINISTRATOR).pk))
    return walk
