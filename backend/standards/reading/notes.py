"""A standard's README as blocks for a page (说明): headings, paragraphs, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["heading", "text", "list", "table"]
_RULE = re.compile(r"\|[\s:|-]+\|\Z")
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*|`(.+?)`")


@dataclass(frozen=True, slots=True)
class Block:
    """One block; rows: of a table its cells, of a list one cell each, else a single cell."""

    kind: Kind
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """Give the words of a heading or paragraph."""
        return self.rows[0][0]


def blocks_of(text: str) -> list[Block]:
    """Read the small part of Markdown that these files use; anything else is a paragraph."""
    lines = [line.rstrip() for line in text.splitlines()]
    found: list[Block] = []
    for empty, group in groupby(lines, lambda line: not line.strip()):
        if not empty:
            found += _blocks(list(group))
    return found


def _blocks(lines: list[str]) -> Iterator[Block]:
    for kind, group in groupby(_joined(lines), _kind):
        rows = list(group)
        if kind in {"heading", "text"}:
            yield from (Block(kind, ((_plain(row.lstrip("# ")),),)) for row in rows)
        elif kind == "list":
            yield Block(kind, tuple((_plain(row[2:]),) for row in rows))
        else:
            yield Block(kind, tuple(_cells(row) for row in rows if not _RULE.match(row)))


def _joined(lines: list[str]) -> list[str]:
    """Put lines together that were only wrapped."""
    whole: list[str] = []
    for line in lines:
        starts = _kind(line) != "text" or not whole or _kind(whole[-1]) in ("heading", "table")
        if starts:
            whole.append(line.strip())
        else:
            whole[-1] += _between(whole[-1], line.strip()) + line.strip()
    return whole


def _between(left: str, right: str) -> str:
    """Give the space that a line break stood for; none between Chinese characters."""
    return "" if left[-1:] > "\u2e80" and right[:1] > "\u2e80" else " "


def _kind(line: str) -> Kind:
    line = line.strip()
    if line.startswith("#"):
        return "heading"
    if line.startswith("- "):
        return "list"
    return "table" if line.startswith("|") else "text"


def _cells(row: str) -> tuple[str, ...]:
    return tuple(_plain(cell.strip()) for cell in row.strip("|").split("|"))


def _plain(text: str) -> str:
    return _EMPHASIS.sub(lambda found: found[1] or found[2], text)
