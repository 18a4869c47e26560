"""The line between tablet and server: a proxy that goes dead, or cuts every few kilobytes."""

from __future__ import annotations

import contextlib
import random
import socket
import threading

CHUNK = 1024


class Line:
    """Bytes pass from a port of our own to the server; how many, the test decides.

    dead: nothing is let through, as in a basement. cut_after: each connection breaks once that
    many bytes (drawn anew around it) went up.
    """

    def __init__(self, target: int, seed: int = 1) -> None:
        """Listen on a free port of the loopback."""
        self.target = target
        self.dead = False
        self.cut_after = 0
        self.cuts = 0
        self.sent_up = 0
        self._chance = random.Random(seed)
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        """What the tablet types in."""
        return f"http://127.0.0.1:{self.port}"

    def die(self) -> None:
        """Go dead, under whatever is running over it."""
        self.dead = True
        for one in list(self._open):
            _shut(one)

    def revive(self) -> None:
        """Be there again."""
        self.dead = False

    def close(self) -> None:
        """Stop listening."""
        self.die()
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                tablet, _ = self._door.accept()
            except OSError:
                return
            if self.dead:
                _shut(tablet)
                continue
            threading.Thread(target=self._carry, args=(tablet,), daemon=True).start()

    def _carry(self, tablet: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self.target), timeout=60)
        except OSError:
            _shut(tablet)
            return
        self._open |= {tablet, server}
        back = threading.Thread(target=self._down, args=(server, tablet), daemon=True)
        back.start()
        self._up(tablet, server)
        back.join(timeout=60)
        for one in (tablet, server):
            _shut(one)
            self._open.discard(one)

    def _up(self, tablet: socket.socket, server: socket.socket) -> None:
        left = self._chance.randint(1, 2 * self.cut_after) if self.cut_after else -1
        with contextlib.suppress(OSError):
            while data := tablet.recv(CHUNK):
                if left >= 0:
                    data, left = data[:left], max(0, left - len(data))
                server.sendall(data)
                self.sent_up += len(data)
                if left == 0:
                    self.cuts += 1
                    _shut(tablet)
                    break
            server.shutdown(socket.SHUT_WR)

    def _down(self, server: socket.socket, tablet: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(64 * CHUNK):
                tablet.sendall(data)
            tablet.shutdown(socket.SHUT_WR)


def _shut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
