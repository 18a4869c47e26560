"""Tiles and entry bundles: where they lie, how wide they are, what a growing tree adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.translog.proof.faults import Unreadable

WIDTH = 256
TOP = 63  # the highest level a path may name
ENTRIES = -1  # the "level" of entry bundles
_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A row of up to 256 hashes of one level, or a bundle of up to 256 entries."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Name it as C2SP tlog-tiles does."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        path = f"tile/{level}/{_number(self.index)}"
        return path if self.width == WIDTH else f"{path}.p/{self.width}"

    @property
    def full(self) -> Tile:
        """Give the tile it becomes."""
        return Tile(self.level, self.index)


def parse(path: str) -> Tile:
    """Read a path; raises Unreadable for any other spelling of a tile."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise Unreadable("tile-path", expected="tile/<L>/<N>[.p/<W>]", came=path[:80])
    level = ENTRIES if found["level"] == "entries" else int(found["level"])
    index = int(found["index"].replace("x", "").replace("/", ""))
    tile = Tile(level, index, int(found["width"] or WIDTH))
    if tile.path != path or level > TOP or not 1 <= tile.width <= WIDTH:
        raise Unreadable("tile-path", expected="tile/<L>/<N>[.p/<W>]", came=path[:80])
    return tile


def hashes_at(level: int, size: int) -> int:
    """Say how many hashes (or entries) a level has in a tree of a size."""
    return size >> (8 * max(level, 0))


def tile_at(level: int, index: int, size: int) -> Tile:
    """Give a tile as wide as it is in a tree of a size; raises Unreadable where it is empty."""
    width = min(WIDTH, hashes_at(level, size) - WIDTH * index)
    if width < 1:
        raise Unreadable("tile-outside", expected=f"a tile of a tree of {size}", came=f"{index}")
    return Tile(level, index, width)


def added(old: int, new: int) -> Iterator[Tile]:
    """Give the bundles, then the tiles, that a tree of the new size needs beside the old one's."""
    yield from _added(ENTRIES, old, new)
    level = 0
    while hashes_at(level, new):
        yield from _added(level, old, new)
        level += 1


def _added(level: int, old: int, new: int) -> Iterator[Tile]:
    before, after = hashes_at(level, old), hashes_at(level, new)
    if before < after:
        for index in range(before // WIDTH, -(-after // WIDTH)):
            yield tile_at(level, index, new)


def _number(index: int) -> str:
    text = str(index)
    text = text.zfill(-(-len(text) // 3) * 3)
    parts = [text[at : at + 3] for at in range(0, len(text), 3)]
    return "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
