"""The application's own processes: web, worker, beat (网站, 后台任务, 定时任务)."""

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from infra.local import ports
from infra.local.places import Places
from infra.local.service import Command, Service

WEB_PORT = 8000
SETTLED = 2.0  # seconds after which a beat that still lives counts as started


class Program(Service):
    """A process of the application; its environment says where the services are."""

    start_patience = 180  # a busy machine needs long to import it all
    slowest_pause = 2.0

    def __init__(self, places: Places, environment: dict[str, str]) -> None:
        super().__init__(places)
        self.environment = {**os.environ, **environment}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start compiles anew

    def _run(self, *argv: str) -> Command:
        return Command([sys.executable, "-m", *argv], self.environment)


class Web(Program):
    """The pages and the API on the loopback address; a proxy stands before it in production."""

    name = "web"

    @classmethod
    def expected(cls, places: Places) -> str:
        """The address it has, or will have where nobody else took the port."""
        return f"http://127.0.0.1:{ports.kept(places, cls.name) or WEB_PORT}"

    @classmethod
    def settle(cls, places: Places) -> int:
        """Choose the port now, while web is down, so that others can be told the address."""
        return ports.keep(places, cls.name, range(WEB_PORT, WEB_PORT + 20))

    def command(self) -> Command:
        before = self.address()
        port = self.settle(self.places)
        if self.environment["XINGJIAN_ADDRESS"] == before:  # chosen by us, so it moves along
            self.environment["XINGJIAN_ADDRESS"] = self.address()
        return self._run(
            "granian",
            "--interface=wsgi",
            "--host=127.0.0.1",
            f"--port={port}",
            f"--workers={os.environ.get('XINGJIAN_WEB_WORKERS', '1')}",
            "backend.config.wsgi:application",
        )

    def ping(self) -> None:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            opener.open(self.address(), timeout=10).close()
        except urllib.error.HTTPError as answer:
            if answer.code >= 500:
                raise

    def address(self) -> str:
        return self.expected(self.places)


class Worker(Program):
    """The background worker (后台任务)."""

    name = "worker"
    stop_patience = 60  # a warm stop lets the running task finish

    @property
    def node(self) -> str:
        return f"xingjian@{self.places.digest}"

    def command(self) -> Command:
        size = os.environ.get("XINGJIAN_WORKER_SIZE", "2")
        alone = ("--without-mingle", "--without-gossip")  # workers need not know each other
        options = (f"--hostname={self.node}", f"--concurrency={size}", "--loglevel=INFO", *alone)
        return self._run("celery", "-A", "backend.config", "worker", *options)

    def ping(self) -> None:
        from celery import Celery  # here, so that reading the environment stays quick

        with Celery(broker=self.environment["REDIS_URL"], set_as_current=False) as app:
            if not app.control.ping(destination=[self.node], timeout=2.0, limit=1):
                raise TimeoutError(f"no answer from {self.node}")

    def address(self) -> str:
        return self.node


class Beat(Program):
    """The clock that puts due tasks into the queue (定时任务)."""

    name = "beat"

    @property
    def home(self) -> Path:
        return self.places.var / "beat"

    def command(self) -> Command:
        self.home.mkdir(mode=0o700, exist_ok=True)
        options = (f"--schedule={self.home / 'schedule'}", "--pidfile=", "--loglevel=INFO")
        return self._run("celery", "-A", "backend.config", "beat", *options)

    def ping(self) -> None:
        """It listens to nobody: living on for a moment is all the answer there is."""
        known = self.recorded()
        time.sleep(max(0.0, self.remembered_at() + SETTLED - time.time()))
        if known is None or not known.alive:
            raise ProcessLookupError("beat ended")

    def address(self) -> str:
        return str(self.home / "schedule")
