"""The tree as the database holds it: hashes of every level, checkpoints."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from backend.translog.key import origin, sign, verifier_key
from backend.translog.models import Checkpoint, Leaf, Node, Place
from backend.translog.proof.checkpoints import Checkpoint as Head
from backend.translog.proof.checkpoints import sign_checkpoint
from backend.translog.proof.edge import Edge
from backend.translog.proof.entries import pack
from backend.translog.proof.reader import TreeReader
from backend.translog.proof.tiles import WIDTH, Tile


def last_checkpoint() -> Checkpoint | None:
    """Give the largest checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def size_here() -> int:
    """Say how many entries have a place."""
    last = last_checkpoint()
    return last.size if last else 0


def hashes(level: int, first: int, end: int) -> list[bytes]:
    """Read a run of hashes of a level."""
    rows = Place.objects.all() if level == 0 else Node.objects.filter(level=level)
    rows = rows.filter(index__gte=first, index__lt=end).order_by("index")
    return [bytes(value) for value in rows.values_list("hash", flat=True)]


def fetch(tile: Tile) -> bytes:
    """Make a tile, or a bundle of entries, out of the rows."""
    first = tile.index * WIDTH
    if tile.level >= 0:
        return b"".join(hashes(tile.level, first, first + tile.width))
    rows = Place.objects.filter(index__gte=first, index__lt=first + tile.width).order_by("index")
    return pack(bytes(entry) for entry in rows.values_list("leaf__entry", flat=True))


def root_at(size: int) -> bytes:
    """Give the root that the tree had, or has, at a size."""
    known = Checkpoint.objects.filter(size=size).values_list("root", flat=True).first()
    return bytes(known) if known else TreeReader(size, fetch).root()


def edge_at(size: int) -> Edge:
    """Give the right edge of the tree at a size."""
    edge, level, count = Edge(size), 0, size
    while count:
        edge.levels.append(hashes(level, count - count % WIDTH, count))
        level, count = level + 1, count // WIDTH
    return edge


def grow(edge: Edge, leaves: Iterable[Leaf]) -> None:
    """Give the leaves their places, and keep the hashes of the tiles that they fill."""
    places, nodes = [], []
    for leaf in leaves:
        value = bytes(leaf.hash)
        places.append(Place(index=edge.size, leaf=leaf, hash=value))
        nodes += [
            Node(level=node.level, index=node.index, hash=node.hash) for node in edge.add(value)
        ]
    Place.objects.bulk_create(places)
    Node.objects.bulk_create(nodes)


def sign_here(edge: Edge) -> Checkpoint:
    """Sign and keep the checkpoint of the tree as it is now."""
    head = Head(origin(), edge.size, edge.root())
    return keep_checkpoint(head, sign_checkpoint(head, verifier_key(), sign))


def keep_checkpoint(head: Head, note: str) -> Checkpoint:
    """Keep a checkpoint, ours or the published one."""
    return Checkpoint.objects.create(
        size=head.size, root=head.root, note=note, recorded_at=timezone.now()
    )
