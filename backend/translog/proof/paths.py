"""Checking inclusion and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2)."""

from __future__ import annotations

from collections.abc import Sequence

from backend.translog.proof.faults import Fault
from backend.translog.proof.hashing import EMPTY, node_hash, split


def included_root(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Give the root that a leaf at this place and its path lead to.

    Raises Fault when the path is too long or too short for the place.
    """
    if not 0 <= index < size:
        raise Fault("index-outside", expected=f"0 to {size - 1}", came=str(index))
    sides: list[bool] = []  # from the root down: is the leaf on the right?
    low, high = 0, size
    while high - low > 1:
        middle = low + split(high - low)
        sides.append(index >= middle)
        low, high = (middle, high) if index >= middle else (low, middle)
    if len(path) != len(sides):
        raise Fault("path-length", expected=f"{len(sides)} hashes", came=f"{len(path)}")
    root = leaf
    for other, right in zip(path, reversed(sides), strict=True):
        root = node_hash(other, root) if right else node_hash(root, other)
    return root


def check_growth(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> None:
    """Check that the tree of the new size begins with the tree of the old size.

    Raises Fault `log-shrank`, `path-length` or `log-forked`.
    """
    if old > new:
        raise Fault("log-shrank", expected=f"at least {old} entries", came=str(new))
    if old in {0, new}:
        _trivial(old, old_root, new_root, path)
        return
    waiting = list(path)
    found_old, found_new = _both(old, new, True, old_root, waiting)
    if waiting:
        raise Fault("path-length", came=f"{len(waiting)} hashes too many")
    if found_old != old_root or found_new != new_root:
        raise Fault("log-forked", expected="the old tree inside the new one", came="another tree")


def _trivial(old: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    if path:
        raise Fault("path-length", expected="no hash", came=str(len(path)))
    if old_root != (EMPTY if old == 0 else new_root):
        raise Fault("log-forked", expected="equal roots", came="different ones")


def _both(
    old: int, new: int, whole: bool, old_root: bytes, waiting: list[bytes]
) -> tuple[bytes, bytes]:
    """Give old and new root of a subtree, taking the path from its beginning.

    whole: the old tree is the whole left part so far, so that its hash is not in the path.
    """
    if old == new:
        root = old_root if whole else _next(waiting)
        return root, root
    middle = split(new)
    if old <= middle:
        inner_old, inner_new = _both(old, middle, whole, old_root, waiting)
        return inner_old, node_hash(inner_new, _next(waiting))
    inner_old, inner_new = _both(old - middle, new - middle, False, old_root, waiting)
    left = _next(waiting)
    return node_hash(left, inner_old), node_hash(left, inner_new)


def _next(waiting: list[bytes]) -> bytes:
    if not waiting:
        raise Fault("path-length", came="too few hashes")
    return waiting.pop(0)
