"""Ciphertext as tablets hand it over (托管分片): a JSON header line, LF, boxes or a photo part.

A box is iv(12) ‖ AES-256-GCM(data key, content, aad "<table>\\n<id>").  Pure: no database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.sync.refusals import JournalBroken, PieceMalformed

HEADER = 1024 * 1024
IV = 12
LENGTH, SIGNATURE = 8, 64  # around each piece of an exported journal
PHOTO_TABLE = "photobytes"
OPERATIONS, PHOTO = "operations", "photo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One box of a piece: from which table of the tablet, under which id."""

    table: str
    id: str
    seq: int
    box: bytes


@dataclass(frozen=True, slots=True)
class PhotoPart:
    """A part of a photo's box; parts count from 0."""

    id: UUID
    part: int
    parts: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece as read; entries of operations, or one photo part."""

    device: UUID
    wrapped_data_key: Any
    entries: tuple[Entry, ...] = ()
    photo: PhotoPart | None = None


def piece_of(data: bytes) -> Piece:
    """Read a piece; raises PieceMalformed."""
    header, body = _parts(data)
    try:
        device, envelope = UUID(header["device"]), header.get("wrapped_data_key")
        if header["kind"] == PHOTO:
            return Piece(device, envelope, photo=_photo(header, body))
        if header["kind"] != OPERATIONS:
            raise ValueError(f"kind {header['kind']}")
        return Piece(device, envelope, entries=tuple(_entries(header["entries"], body)))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _malformed(str(fault)) from fault


def about(data: bytes) -> dict[str, Any] | None:
    """Say what the clear header tells; None where it cannot be read."""
    try:
        header, _ = _parts(data)
    except PieceMalformed:
        return None
    if header.get("kind") == PHOTO:
        names = ("kind", "id", "visit", "part", "parts")
        return {name: _short(header.get(name)) for name in names}
    listed = header.get("entries")
    count = len(listed) if isinstance(listed, list) else 0
    return {"kind": _short(header.get("kind")), "entries": count}


def tells_photo(told: Any) -> bool:
    """Say whether it is a photo that a header tells of; photos are opened after operations."""
    return isinstance(told, dict) and told.get("kind") == PHOTO


def device_of(data: bytes) -> str:
    """Say whose piece it is, by its own word; raises PieceMalformed."""
    return str(_parts(data)[0].get("device", ""))


def opened(box: bytes, key: bytes, table: str, entry_id: str) -> bytes:
    """Decrypt a box; raises ValueError when it does not open at this place."""
    try:
        return AESGCM(key).decrypt(box[:IV], box[IV:], f"{table}\n{entry_id}".encode())
    except InvalidTag as fault:
        raise ValueError("the box does not open") from fault


def framed(file: BinaryIO, largest: int) -> Iterator[tuple[bytes, bytes]]:
    """Read an exported journal: each piece with the tablet's signature (r‖s) over it.

    Raises JournalBroken where the file ends early or a length cannot be.
    """
    number = 0
    while head := file.read(LENGTH):
        number += 1
        length = int.from_bytes(head, "big")
        if len(head) < LENGTH or not 0 < length <= largest:
            raise _broken(number, f"a length of {length}")
        piece, signature = file.read(length), file.read(SIGNATURE)
        if len(piece) < length or len(signature) < SIGNATURE:
            raise _broken(number, f"{len(piece)} of {length} bytes, then the end")
        yield piece, signature


def _parts(data: bytes) -> tuple[dict[str, Any], bytes]:
    end = data.find(b"\n", 0, HEADER)
    try:
        header = json.loads(data[:end]) if end > 0 else None
    except (ValueError, RecursionError) as fault:
        raise _malformed(str(fault)) from fault
    if not isinstance(header, dict) or header.get("v") != 1:
        raise _malformed("no header line of version 1")
    return header, data[end + 1 :]


def _entries(listed: list[dict[str, Any]], body: bytes) -> Iterator[Entry]:
    at = 0
    for one in listed:
        length = one["length"]
        if not isinstance(length, int) or length <= IV or at + length > len(body):
            raise ValueError(f"box of {length} bytes at {at} of {len(body)}")
        yield Entry(str(one["table"]), str(one["id"]), int(one["seq"]), body[at : at + length])
        at += length
    if at != len(body):
        raise ValueError(f"{len(body) - at} bytes that no entry names")


def _photo(header: dict[str, Any], body: bytes) -> PhotoPart:
    part, parts = int(header["part"]), int(header["parts"])
    if not 0 <= part < parts <= 10_000 or header["length"] != len(body):
        raise ValueError(f"part {part} of {parts}, {len(body)} bytes")
    return PhotoPart(UUID(header["id"]), part, parts, body)


def _short(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)[:64]


def _malformed(came: str) -> PieceMalformed:
    return PieceMalformed(
        "the piece cannot be read",
        expected="a JSON header line of version 1, LF, then the boxes it names",
        came=came[:120],
        do="let the tablet hand it over again; what was kept stays",
    )


def _broken(number: int, came: str) -> JournalBroken:
    return JournalBroken(
        f"piece {number} of the file is not whole",
        expected="8 bytes of length, the piece, 64 bytes of signature",
        came=came,
        do="export the journal again; the pieces before this one were kept",
    )
