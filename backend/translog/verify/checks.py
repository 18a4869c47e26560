"""The three questions: is this document in the log, did the log only grow, is it whole?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from backend.translog.proof.checkpoints import Checkpoint, open_checkpoint
from backend.translog.proof.edge import Edge
from backend.translog.proof.entries import unpack
from backend.translog.proof.faults import Fault, Unreadable
from backend.translog.proof.hashing import leaf_hash
from backend.translog.proof.leaves import check_opening, read_entry, sha256
from backend.translog.proof.notes import VerifierKey
from backend.translog.proof.paths import check_growth, included_root
from backend.translog.proof.proofs import Proven, prove, read_proof
from backend.translog.proof.reader import TreeReader
from backend.translog.proof.tiles import ENTRIES, WIDTH, Tile, tile_at
from backend.translog.verify.files import Copy, read, read_text

Told = Iterator[tuple[str, str]]


def document(file: Path, proof: Path, keys: list[VerifierKey], copy: Copy | None) -> Told:
    """Check a document against its proof file and, with a copy, against the log's own tiles."""
    digest = sha256(read(file))
    found = prove(read_proof(read_text(proof)), digest, keys)
    subject = found.opening.subject
    yield "document", f"SHA-256 {digest}"
    yield "entry", f"{found.entry['type']} {found.entry['time']}"
    yield "subject", f"{subject.type} {subject.id} {subject.label}".rstrip()
    yield "checkpoint", _head(found.checkpoint)
    yield "inclusion", f"entry {found.index} of {found.checkpoint.size}"
    if copy is not None:
        yield from _in_copy(found, copy, keys, leaf_hash(read_proof(read_text(proof)).entry))


def _in_copy(found: Proven, copy: Copy, keys: list[VerifierKey], leaf: bytes) -> Told:
    head = open_checkpoint(copy.checkpoint(), keys)
    yield from _grown(found.checkpoint, head, copy)
    path = TreeReader(head.size, copy.tile).inclusion(found.index)
    if included_root(leaf, found.index, head.size, path) != head.root:
        raise Fault("not-included", expected="the root of the copied checkpoint", came="another")
    yield "tiles", f"entry {found.index} of {head.size}, path computed from the tiles"


def growth(old: Path, new: Path | None, copy: Copy, keys: list[VerifierKey]) -> Told:
    """Check that the log of one checkpoint begins with the log of an older one."""
    before = open_checkpoint(read_text(old), keys)
    after = open_checkpoint(read_text(new) if new else copy.checkpoint(), keys)
    yield "checkpoint", _head(before)
    yield "checkpoint", _head(after)
    yield from _grown(before, after, copy)


def _grown(old: Checkpoint, new: Checkpoint, copy: Copy) -> Told:
    if old.origin != new.origin:
        raise Fault("origin-foreign", expected=old.origin, came=new.origin)
    if old.size > new.size:
        raise Fault("log-shrank", expected=f"at least {old.size} entries", came=str(new.size))
    path = TreeReader(new.size, copy.tile).growth(old.size)
    check_growth(old.size, new.size, old.root, new.root, path)
    yield "growth", f"{old.size} to {new.size} entries"


def whole(copy: Copy, keys: list[VerifierKey]) -> Told:
    """Hash every entry of a copied log again: root, tiles, and the openings that are there."""
    head = open_checkpoint(copy.checkpoint(), keys)
    yield "checkpoint", _head(head)
    edge, tiles, opened = Edge(), Compared(copy), 0
    for index, entry in _entries(copy, head.size):
        opening = copy.opening(index)
        if opening is not None:
            check_opening(entry, opening)
            opened += 1
        leaf = leaf_hash(entry)
        tiles.put(0, leaf)
        for node in edge.add(leaf):
            tiles.put(node.level, node.hash)
    if edge.root() != head.root:
        raise Fault("log-changed", expected=f"root {head.root.hex()}", came=edge.root().hex())
    yield "entries", f"{head.size} entries, {opened} with their openings"
    yield "tiles", f"{tiles.finish()} tiles agree with the entries"


class Compared:
    """Tiles as the entries make them, each compared with the copy when it is complete."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.rows: dict[int, list[bytes]] = {}
        self.seen: dict[int, int] = {}

    def put(self, level: int, value: bytes) -> None:
        """Take the next hash of a level; raises Fault when a full tile differs."""
        row = self.rows.setdefault(level, [])
        row.append(value)
        if len(row) == WIDTH:
            self._compare(level)

    def finish(self) -> int:
        """Compare the partial tiles too; give how many tiles there were."""
        for level, row in self.rows.items():
            if row:
                self._compare(level)
        return sum(self.seen.values())

    def _compare(self, level: int) -> None:
        number, row = self.seen.get(level, 0), self.rows[level]
        tile = Tile(level, number, len(row))
        if self.copy.tile(tile) != b"".join(row):
            raise Fault("log-changed", expected=f"the hashes of {tile.path}", came="others")
        self.rows[level], self.seen[level] = [], number + 1


def _entries(copy: Copy, size: int) -> Iterator[tuple[int, bytes]]:
    for number in range(-(-size // WIDTH)):
        tile = tile_at(ENTRIES, number, size)
        try:
            for at, entry in enumerate(unpack(copy.tile(tile), tile.width)):
                read_entry(entry)
                yield number * WIDTH + at, entry
        except Unreadable as fault:
            where = f"entries in {tile.path}"
            raise Fault("log-changed", expected=where, came=fault.code) from fault


def _head(head: Checkpoint) -> str:
    return f"{head.origin}, {head.size} entries, root {head.root.hex()}"
