"""Builders and readers of a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from botocore.exceptions import EndpointConnectionError

from backend.core import objects
from backend.translog import services, store
from backend.translog.key import verifier_key
from backend.translog.models import Leaf
from backend.translog.proof.checkpoints import Checkpoint, open_checkpoint
from backend.translog.proof.entries import unpack
from backend.translog.proof.leaves import Subject
from backend.translog.proof.reader import TreeReader
from backend.translog.proof.tiles import ENTRIES, hashes_at, tile_at
from tests.backend.translog import naive

_numbers = count(1)
KIND = "result.published"


def subject(name: str) -> Subject:
    """Name something synthetic."""
    return Subject("publication", name, f"{name} 养老院（合成）")


def hand_in(how_many: int = 1, *, held: bool = False) -> list[Leaf]:
    """Hand entries in, each about something of its own."""
    made = []
    for _ in range(how_many):
        n = next(_numbers)
        made.append(services.append(KIND, subject(str(n)), document=f"{n:064x}", held=held))
    return made


def published() -> Checkpoint:
    """Read the published checkpoint as the public does: with the log's key."""
    shown = store.published()
    assert shown is not None
    return open_checkpoint(shown.note, [verifier_key()])


def entries(size: int) -> list[bytes]:
    """Read every published entry."""
    found = []
    for index in range(-(-hashes_at(ENTRIES, size) // 256)):
        tile = tile_at(ENTRIES, index, size)
        found += unpack(store.get(tile.path), tile.width)
    return found


def assert_whole() -> Checkpoint:
    """Check the published files against a naive tree over the published entries."""
    head = published()
    all_of_them = entries(head.size)
    assert naive.mth(all_of_them) == head.root
    reader = TreeReader(head.size, store.get_tile)
    assert reader.root() == head.root
    for index in {0, head.size // 2, head.size - 1}:
        assert reader.inclusion(index) == naive.audit_path(index, all_of_them)
    return head


@contextmanager
def cut_at(request: int) -> Iterator[None]:
    """Cut the line to the object store at the n-th request from now, and after it."""
    seen = count()

    def cut(**told: Any) -> None:
        if next(seen) >= request:
            raise EndpointConnectionError(endpoint_url="cut by the test")

    events = objects.client().meta.events
    events.register("before-call.s3", cut, unique_id="cut")
    try:
        yield
    finally:
        events.unregister("before-call.s3", unique_id="cut")
