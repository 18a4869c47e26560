"""Entry bundles: up to 256 entries, each behind its length (C2SP tlog-tiles)."""

from __future__ import annotations

from collections.abc import Iterable

from backend.translog.proof.faults import Unreadable

LONGEST = 0xFFFF


def pack(entries: Iterable[bytes]) -> bytes:
    """Write a bundle; raises Unreadable for an entry that is too long."""
    parts = []
    for entry in entries:
        if len(entry) > LONGEST:
            raise Unreadable("entry-length", expected=f"at most {LONGEST}", came=str(len(entry)))
        parts.append(len(entry).to_bytes(2, "big") + entry)
    return b"".join(parts)


def unpack(bundle: bytes, count: int) -> list[bytes]:
    """Read a bundle of so many entries; raises Unreadable when it ends early or goes on."""
    entries: list[bytes] = []
    at = 0
    for _ in range(count):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if at + 2 > len(bundle) or len(entry) != length:
            raise Unreadable("bundle-short", expected=f"{count} entries", came=str(len(entries)))
        entries.append(entry)
        at += 2 + length
    if at != len(bundle):
        raise Unreadable("bundle-long", expected=f"{at} bytes", came=str(len(bundle)))
    return entries
