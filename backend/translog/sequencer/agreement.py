"""Comparing the database with what is published, before anything else is done.

Behind, as after a restore: what is missing comes back from the published bundles.  Ahead: the
uploader carries on.  Contradicting: a Fault, and the log stands still.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from backend.oplog.services import record
from backend.translog import store
from backend.translog.key import verifier_key
from backend.translog.models import Leaf, Waiting
from backend.translog.proof.checkpoints import Checkpoint as Head
from backend.translog.proof.checkpoints import open_checkpoint
from backend.translog.proof.entries import unpack
from backend.translog.proof.faults import Fault, Missing
from backend.translog.proof.hashing import leaf_hash
from backend.translog.proof.leaves import read_entry
from backend.translog.proof.tiles import ENTRIES, WIDTH, tile_at
from backend.translog.sequencer import openings, tree

DO = "let nobody write; keep database and bucket as they are; ask who restored or changed what"


def agree() -> tuple[store.Published | None, int]:
    """Make the database hold all that is published; give that checkpoint and its size.

    Raises Fault when the two contradict each other, Missing when published files are gone.
    """
    shown, key = store.published(), verifier_key()  # the key is there before the first entry
    if shown is None:
        return None, 0
    there, here = open_checkpoint(shown.note, [key]), tree.size_here()
    if there.size > here:
        _take_back(there, shown.note, here)
    elif tree.root_at(there.size) != there.root:
        raise _contradicts(there, "another root at this size in the database")
    return shown, there.size


def _take_back(there: Head, note: str, here: int) -> None:
    """Import the published entries that the database does not have."""
    edge = tree.edge_at(here)
    for entries in _bundles(here, there.size):
        first = edge.size
        leaves = _leaves(entries)
        tree.grow(edge, leaves)
        openings.take_back(first, leaves)
    if edge.root() != there.root:
        raise _contradicts(there, "entries that lead to another root")
    tree.keep_checkpoint(there, note)
    openings.take_back_forgotten()
    body = {"from": here, "to": there.size, "root": there.root.hex()}
    record(kind="log.caught-up", subject="log", actor="system", body=body)


def _bundles(old: int, new: int) -> Iterator[list[bytes]]:
    """Read the published entries from one size to another, a bundle at a time."""
    for index in range(old // WIDTH, -(-new // WIDTH)):
        tile = tile_at(ENTRIES, index, new)
        try:
            found = unpack(store.get(tile.path), tile.width)
        except Missing:
            found = unpack(store.get(tile.full.path), WIDTH)[: tile.width]
        yield found[max(0, old - index * WIDTH) :]


def _leaves(entries: list[bytes]) -> list[Leaf]:
    """Give the rows of entries; one that was still waiting here waits no longer."""
    wanted = [leaf_hash(entry) for entry in entries]
    known = {bytes(leaf.hash): leaf for leaf in Leaf.objects.filter(hash__in=wanted)}
    now = timezone.now()
    new = {
        value: Leaf(kind=read_entry(entry)["type"], entry=entry, hash=value, recorded_at=now)
        for value, entry in zip(wanted, entries, strict=True)
        if value not in known
    }
    Leaf.objects.bulk_create(new.values())
    Waiting.objects.filter(leaf__in=[leaf.pk for leaf in known.values()]).delete()
    return [known.get(value) or new[value] for value in wanted]


def _contradicts(there: Head, came: str) -> Fault:
    expected = f"the published root {there.root.hex()[:16]}… of {there.size} entries"
    return Fault("log-contradicts", expected=expected, came=came, do=DO)
