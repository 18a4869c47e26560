"""Ids seen so far in eight bytes each: sorted hashes in buckets."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

BUCKETS = 256


class SeenIds:
    """Tells which ids of a chunk came before, in it or in an earlier one.

    Two different ids share a hash of 64 bits about once in 10^9 files of 100,000 rows.
    """

    def __init__(self) -> None:
        self._buckets: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)] * BUCKETS

    def repeated(self, ids: Sequence[str]) -> list[bool]:
        """Per id whether it was there before; remembers all of them."""
        raw = b"".join(blake2b(one.encode(), digest_size=8).digest() for one in ids)
        hashes = np.frombuffer(raw, np.uint64)
        found = np.ones(len(hashes), np.bool_)
        _, first = np.unique(hashes, return_index=True)
        found[first] = False
        order = first[np.argsort(hashes[first] >> np.uint64(56), kind="stable")]
        edges = np.searchsorted(hashes[order] >> np.uint64(56), np.arange(BUCKETS + 1))
        for bucket in range(BUCKETS):
            mine = order[edges[bucket] : edges[bucket + 1]]
            if len(mine):
                found[mine] |= self._take(bucket, hashes[mine])
        return [bool(one) for one in found]

    def _take(self, bucket: int, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        known = self._buckets[bucket]
        at = np.searchsorted(known, hashes)
        there = np.zeros(len(hashes), np.bool_)
        inside = at < len(known)
        there[inside] = known[at[inside]] == hashes[inside]
        fresh = np.sort(hashes[~there])
        self._buckets[bucket] = np.insert(known, np.searchsorted(known, fresh), fresh)
        return there
