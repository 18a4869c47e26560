"""The server as it is in an office: granian with its WSGI interface, a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

from infra.local.places import ROOT


class Server:
    """Granian on a free port, on a database of the tests."""

    def __init__(self, database: str) -> None:
        """Take a port."""
        self.database = database
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def up(self) -> Server:
        """Start and wait until it answers."""
        url = urlsplit(os.environ["DATABASE_URL"])
        own = {
            "DATABASE_URL": urlunsplit(url._replace(path=f"/{self.database}")),
            "XINGJIAN_ADDRESS": f"http://127.0.0.1:{self.port}",
        }
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi"),
                *("--host", "127.0.0.1", "--port", str(self.port), "--log-level", "warning"),
                *("--blocking-threads", "4", "backend.config.wsgi:application"),
            ],
            cwd=ROOT,
            env={**os.environ, **own},
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return self
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("expected the server to answer within 60 s, came nothing")

    def down(self) -> None:
        """Stop it."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None
