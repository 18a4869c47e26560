"""The pure tree agrees with RFC 6962: its known roots, and a naive tree for any size."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.translog.proof.edge import Edge
from backend.translog.proof.faults import Fault
from backend.translog.proof.hashing import EMPTY, leaf_hash, root_of
from backend.translog.proof.paths import check_growth, included_root
from backend.translog.proof.reader import TreeReader
from backend.translog.proof.tiles import Tile, added
from tests.backend.translog import naive

# The entries and roots that implementations of RFC 6962 compare themselves with.
KNOWN_ENTRIES = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def entries(count: int) -> list[bytes]:
    return [b"entry %d" % n for n in range(count)]


class Tiles:
    """Tiles and their source: an edge that keeps every hash it ever gave out."""

    def __init__(self, count: int) -> None:
        self.edge = Edge()
        self.levels: dict[int, list[bytes]] = {}
        for entry in entries(count):
            value = leaf_hash(entry)
            self.levels.setdefault(0, []).append(value)
            for node in self.edge.add(value):
                row = self.levels.setdefault(node.level, [])
                assert node.index == len(row)
                row.append(node.hash)

    def fetch(self, tile: Tile) -> bytes:
        row = self.levels[tile.level]
        return b"".join(row[tile.index * 256 : tile.index * 256 + tile.width])

    def reader(self, size: int) -> TreeReader:
        return TreeReader(size, self.fetch)


def led_to(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Give the root a proof leads to; None for a path of the wrong length."""
    try:
        return included_root(leaf, index, size, path)
    except Fault:
        return None


BIG = Tiles(3000)
sizes = st.one_of(st.integers(1, 40), st.integers(240, 530), st.integers(1, 3000))


@pytest.mark.parametrize("size", range(9))
def test_known_roots(size: int) -> None:
    leaves = [leaf_hash(entry) for entry in KNOWN_ENTRIES[:size]]
    assert root_of(leaves).hex() == KNOWN_ROOTS[size]
    assert naive.mth(KNOWN_ENTRIES[:size]).hex() == KNOWN_ROOTS[size]


@settings(max_examples=40, deadline=None)
@given(sizes)
def test_the_edge_tiles_and_the_naive_tree_give_one_root(size: int) -> None:
    grown = Tiles(size)
    assert grown.edge.root() == BIG.reader(size).root() == naive.mth(entries(size))


@settings(max_examples=40, deadline=None)
@given(sizes, st.data())
def test_an_inclusion_proof_is_the_audit_path_and_holds(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = BIG.reader(size).inclusion(index)
    assert path == naive.audit_path(index, entries(size))
    root = included_root(leaf_hash(entries(size)[index]), index, size, path)
    assert root == naive.mth(entries(size))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.data())
def test_a_changed_proof_place_or_leaf_never_holds(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = BIG.reader(size).inclusion(index)
    root, leaf = BIG.reader(size).root(), leaf_hash(entries(size)[index])
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else None
    wrong = [(leaf_hash(b"other"), index, path)]
    if other is not None:
        wrong.append((leaf, other, path))
    if path:
        spot = data.draw(st.integers(0, len(path) - 1))
        wrong.append((leaf, index, [*path[:spot], leaf_hash(b"x"), *path[spot + 1 :]]))
    for one, place, hashes in wrong:
        assert led_to(one, place, size, hashes) != root


@settings(max_examples=60, deadline=None)
@given(sizes, st.data())
def test_a_consistency_proof_is_the_subproof_and_holds(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    path = BIG.reader(size).growth(old)
    assert path == naive.consistency(old, entries(size))
    check_growth(old, size, BIG.reader(old).root(), BIG.reader(size).root(), path)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 600), st.data())
def test_a_tree_whose_past_was_changed_is_found(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    path, new_root = BIG.reader(size).growth(old), BIG.reader(size).root()
    forged = naive.mth([b"changed", *entries(old)[1:]])
    with pytest.raises(Fault, match=r"log-forked|path-length"):
        check_growth(old, size, forged, new_root, path)


def test_the_first_tree_is_empty_and_no_log_shrinks() -> None:
    assert EMPTY == sha256(b"").digest() == Edge().root()
    check_growth(0, 5, EMPTY, b"x" * 32, [])
    with pytest.raises(Fault, match="log-forked"):
        check_growth(0, 5, b"x" * 32, b"x" * 32, [])
    with pytest.raises(Fault, match="log-shrank"):
        check_growth(6, 5, b"x" * 32, b"x" * 32, [])
    with pytest.raises(Fault, match="path-length"):
        check_growth(5, 5, b"x" * 32, b"x" * 32, [b"x" * 32])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.integers(0, 3000))
def test_what_a_growth_adds_is_what_a_reader_of_the_new_tree_needs(one: int, two: int) -> None:
    old, new = sorted((one, two))
    have = {tile.path for tile in added(0, old)}
    have |= {tile.path for tile in added(old, new)}
    needed = {tile.path for tile in added(0, new)}
    assert needed <= have
    assert old != new or not list(added(old, new))


def test_seventy_thousand_entries_are_the_tiles_of_the_specification() -> None:
    made = [tile for tile in added(0, 70_000) if tile.level >= 0]
    widths = {
        level: [t.width for t in made if t.level == level] for level in {t.level for t in made}
    }
    assert widths == {0: [256] * 273 + [112], 1: [256, 17], 2: [1]}
