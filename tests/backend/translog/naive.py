"""A tree written from RFC 6962 alone: slow, and sharing nothing with the code it checks."""

from __future__ import annotations

from hashlib import sha256


def mth(entries: list[bytes]) -> bytes:
    """Give MTH(D[n]), section 2.1."""
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(b"\0" + entries[0]).digest()
    k = cut(len(entries))
    return sha256(b"\1" + mth(entries[:k]) + mth(entries[k:])).digest()


def cut(n: int) -> int:
    """Give the largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def audit_path(m: int, entries: list[bytes]) -> list[bytes]:
    """Give PATH(m, D[n]), section 2.1.1."""
    if len(entries) == 1:
        return []
    k = cut(len(entries))
    if m < k:
        return [*audit_path(m, entries[:k]), mth(entries[k:])]
    return [*audit_path(m - k, entries[k:]), mth(entries[:k])]


def consistency(m: int, entries: list[bytes], whole: bool = True) -> list[bytes]:
    """Give SUBPROOF(m, D[n], b), section 2.1.2."""
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = cut(len(entries))
    if m <= k:
        return [*consistency(m, entries[:k], whole), mth(entries[k:])]
    return [*consistency(m - k, entries[k:], False), mth(entries[:k])]
