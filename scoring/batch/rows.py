"""Rows of a CSV file, one bad row never swallowing those after it (RFC 4180)."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from scoring.errors import ScoringError, shown

LINE_BYTES = 1 << 20
QUOTED_LINES = 50  # a quoted cell may hold so many line breaks


class Row(NamedTuple):
    """The cells of one row, or what is wrong with it; line: where it starts, from 1."""

    line: int
    cells: list[str]
    fault: ScoringError | None = None


class Rows:
    """All rows of a file; ``done`` is how many of its ``size`` bytes are read."""

    def __init__(self, path: Path) -> None:
        try:
            self.size = path.stat().st_size
            self._file: BinaryIO = path.open("rb")
        except OSError as fault:
            raise ScoringError(
                "file-missing", path.name, "a readable file", fault.strerror or "none", "check it"
            ) from fault
        self.done = 0
        self._line = 0
        self._again: deque[tuple[int, bytes]] = deque()

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Row]:
        while True:
            line, raw = self._next()
            if not raw:
                return
            text = _decoded(raw, first=line == 1)
            if text is None:
                yield Row(line, [], _bad(line, "UTF-8, lines below 1 MiB", raw[:40]))
            elif '"' not in text:
                bare = text.rstrip("\r\n")
                if bare:
                    yield Row(line, bare.split(","))
            else:
                yield self._quoted(line, text)

    def _quoted(self, line: int, text: str) -> Row:
        """A row with quotes; it takes further lines only where a cell is still open."""
        taken: list[tuple[int, bytes]] = []
        whole = text
        while whole.count('"') % 2 and len(taken) < QUOTED_LINES:
            number, raw = self._next()
            more = _decoded(raw, first=False) if raw else None
            taken += [(number, raw)] if raw else []
            if more is None:
                break
            whole += more
        if whole.count('"') % 2 == 0:
            try:
                return Row(line, next(csv.reader([whole.rstrip("\r\n")], strict=True)))
            except csv.Error:
                pass
        self._again.extendleft(reversed(taken))
        return Row(line, [], _bad(line, "quotes that close", text))

    def _next(self) -> tuple[int, bytes]:
        if self._again:
            return self._again.popleft()
        raw = self._file.readline(LINE_BYTES)
        self._line += 1 if raw else 0
        self.done += len(raw)
        if len(raw) < LINE_BYTES or raw.endswith(b"\n"):
            return self._line, raw
        rest = raw
        while rest and not rest.endswith(b"\n"):
            rest = self._file.readline(LINE_BYTES)
            self.done += len(rest)
        return self._line, b"\xff"


def _decoded(raw: bytes, *, first: bool) -> str | None:
    try:
        return raw.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError:
        return None


def _bad(line: int, expected: str, came: object) -> ScoringError:
    return ScoringError("bad-row", f"line {line}", expected, shown(came), "mend the line")
