"""The right edge of a growing tree: all that appending needs, whatever the tree's size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from backend.translog.proof.hashing import root_of
from backend.translog.proof.tiles import WIDTH


@dataclass(frozen=True, slots=True)
class Node:
    """The hash of a full tile: one hash of the level above."""

    level: int
    index: int
    hash: bytes


@dataclass(slots=True)
class Edge:
    """The hashes of the last, unfinished tile of each level, from level 0 up."""

    size: int = 0
    levels: list[list[bytes]] = field(default_factory=list)

    def add(self, leaf: bytes) -> Iterator[Node]:
        """Append a leaf hash; give the hashes of the tiles that are full now."""
        self._put(0, leaf)
        self.size += 1
        level, count = 0, self.size
        while len(self.levels[level]) == WIDTH:
            count //= WIDTH
            done, self.levels[level] = root_of(self.levels[level]), []
            level += 1
            self._put(level, done)
            yield Node(level, count - 1, done)

    def root(self) -> bytes:
        """Give the root of the whole tree."""
        last: list[bytes] = []
        for hashes in self.levels:
            items = [*hashes, *last]
            last = [root_of(items)] if items else []
        return root_of(last)

    def _put(self, level: int, value: bytes) -> None:
        if len(self.levels) == level:
            self.levels.append([])
        self.levels[level].append(value)
