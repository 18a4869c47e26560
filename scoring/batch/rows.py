"""Rows of a CSV file, one bad row never swallowing those after it (RFC 4180)."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from scoring.errors import ScoringError, shown

LINE_BYTES = 1 << 20
QUOTED_LINES = 50  # a quoted cell may hold so many line breaks


class Row(NamedTuple):
    """One row, or what is wrong with it; line: where it starts, from 1.

    bare: its bytes where no cell is quoted; given: its cells where one is.
    """

    line: int
    bare: bytes = b""
    given: tuple[str, ...] = ()
    fault: ScoringError | None = None

    @property
    def cells(self) -> Sequence[str]:
        """Its cells as text."""
        return self.bare.decode().split(",") if self.bare else self.given

    @property
    def width(self) -> int:
        """How many cells it has."""
        return self.bare.count(b",") + 1 if self.bare else len(self.given)


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
            if line == 1:
                raw = raw.removeprefix(BOM_UTF8)
            if not _readable(raw):
                yield Row(line, fault=_bad(line, "UTF-8, lines below 1 MiB", raw[:40]))
            elif b'"' in raw:
                yield self._quoted(line, raw.decode())
            elif bare := raw.rstrip(b"\r\n"):
                yield Row(line, bare)

    def _quoted(self, line: int, text: str) -> Row:
        """A row with quotes; it takes further lines only where a cell is still open."""
        taken: list[tuple[int, bytes]] = []
        whole = text
        while whole.count('"') % 2 and len(taken) < QUOTED_LINES:
            number, raw = self._next()
            taken += [(number, raw)] if raw else []
            if not raw or not _readable(raw):
                break
            whole += raw.decode()
        if whole.count('"') % 2 == 0:
            try:
                return Row(line, given=tuple(next(csv.reader([whole.rstrip("\r\n")], strict=True))))
            except csv.Error:
                pass
        self._again.extendleft(reversed(taken))
        return Row(line, fault=_bad(line, "quotes that close", text))

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


def _readable(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _bad(line: int, expected: str, came: object) -> ScoringError:
    return ScoringError("bad-row", f"line {line}", expected, shown(came), "mend the line")
