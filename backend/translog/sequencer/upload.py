"""Uploading: bundles, tiles, openings, and last the checkpoint."""

from __future__ import annotations

from collections.abc import Iterator

from backend.translog import store
from backend.translog.proof.tiles import WIDTH, Tile, added, hashes_at
from backend.translog.sequencer import openings, tree


def upload(shown: store.Published | None, size: int) -> None:
    """Publish all that the database has beyond the published size.

    Raises Fault `checkpoint-moved` when somebody else published meanwhile.
    """
    mine = tree.last_checkpoint()
    if mine is None:
        return
    if shown is None:
        store.ensure()
    files = ((tile.path, tree.fetch(tile)) for tile in added(size, mine.size))
    for _done in store.side_by_side(lambda file: store.put(*file), files):
        pass
    openings.store_new()
    if mine.size > size:
        store.publish(mine.note, shown)
        _drop_partial(size, mine.size)


def _drop_partial(old: int, new: int) -> None:
    """Delete the partial files of tiles that are full now (C2SP tlog-tiles allows it)."""
    store.delete(key for tile in _filled(old, new) for key in list(store.names(f"{tile.path}.p/")))


def _filled(old: int, new: int) -> Iterator[Tile]:
    for tile in added(old, new):
        if tile == tile.full and hashes_at(tile.level, old) > WIDTH * tile.index:
            yield tile
