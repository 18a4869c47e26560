"""A progress bar on a terminal, silent elsewhere (进度)."""

from __future__ import annotations

import sys
import time

WIDTH = 30
EVERY_SECONDS = 0.2


class Progress:
    """How much of a long run is done, on stderr where a person looks at it."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()
        self._next = 0.0

    def at(self, done: int, whole: int, rows: int) -> None:
        """Draw the bar, a few times a second at most."""
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        self._next = now + EVERY_SECONDS
        share = min(1.0, done / whole) if whole else 1.0
        bar = "█" * int(share * WIDTH)
        print(
            f"\r{self._what} {bar:<{WIDTH}} {share:4.0%} {rows:,}",
            end="",
            file=sys.stderr,
            flush=True,
        )

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
