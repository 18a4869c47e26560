"""Proofs out of tiles: whoever can read tiles can compute any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from backend.translog.proof.faults import Fault
from backend.translog.proof.hashing import EMPTY, SIZE, node_hash, root_of, split
from backend.translog.proof.tiles import Tile, tile_at

Fetch = Callable[[Tile], bytes]


@dataclass(slots=True)
class TreeReader:
    """A tree of a size whose tiles come from a function; each is fetched once."""

    size: int
    fetch: Fetch
    kept: dict[Tile, bytes] = field(default_factory=dict)

    def root(self) -> bytes:
        """Compute the root."""
        return self.range(0, self.size)

    def inclusion(self, index: int) -> list[bytes]:
        """Give the path from a leaf's neighbour up to the root's child."""
        if not 0 <= index < self.size:
            raise Fault("index-outside", expected=f"below {self.size}", came=str(index))
        path: list[bytes] = []
        low, high = 0, self.size
        while high - low > 1:
            middle = low + split(high - low)
            if index < middle:
                path.append(self.range(middle, high))
                high = middle
            else:
                path.append(self.range(low, middle))
                low = middle
        return path[::-1]

    def growth(self, old: int) -> list[bytes]:
        """Give the consistency proof from a smaller tree to this one."""
        if not 0 <= old <= self.size:
            raise Fault("log-shrank", expected=f"at most {self.size}", came=str(old))
        return [] if old in {0, self.size} else self._growth(old, 0, self.size, True)

    def range(self, low: int, high: int) -> bytes:
        """Hash a range that the tree splits into."""
        count = high - low
        if count <= 0:
            return EMPTY
        power = count.bit_length() - 1
        if count == 1 << power and low % count == 0:
            return self._row(power // 8, low >> (8 * (power // 8)), 1 << (power % 8))
        middle = low + split(count)
        return node_hash(self.range(low, middle), self.range(middle, high))

    def leaf(self, index: int) -> bytes:
        """Give one leaf hash."""
        return self._row(0, index, 1)

    def _growth(self, old: int, low: int, high: int, whole: bool) -> list[bytes]:
        if old == high - low:
            return [] if whole else [self.range(low, high)]
        middle = low + split(high - low)
        if old <= middle - low:
            return [*self._growth(old, low, middle, whole), self.range(middle, high)]
        inner = self._growth(old - (middle - low), middle, high, False)
        return [*inner, self.range(low, middle)]

    def _row(self, level: int, first: int, count: int) -> bytes:
        data = self._tile(tile_at(level, first // 256, self.size))
        at = first % 256 * SIZE
        return root_of([data[n : n + SIZE] for n in range(at, at + count * SIZE, SIZE)])

    def _tile(self, tile: Tile) -> bytes:
        if tile not in self.kept:
            data = self.fetch(tile)
            if len(data) != tile.width * SIZE:
                came = f"{len(data)} bytes at {tile.path}"
                raise Fault("tile-length", expected=f"{tile.width * SIZE} bytes", came=came)
            self.kept[tile] = data
        return self.kept[tile]
