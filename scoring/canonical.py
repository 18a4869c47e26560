"""Canonical JSON (RFC 8785) and its SHA-256: the same content gives the same bytes everywhere.

Written here because results are large and read often: the bytes are those of the package
``rfc8785``, which still writes the numbers with a fraction and is compared in the tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

import rfc8785

from scoring.errors import ScoringError, shown
from scoring.shared import Shared

LARGEST = 2**53 - 1
MARK = "\0"  # never stands in canonical JSON, which escapes it
Written = Mapping[int, Sequence[bytes]]
NOTHING: Written = {}


def canonical_bytes(value: Any) -> bytes:
    """Write a JSON value in its one canonical form.

    Raises ScoringError ``not-canonical`` for what JSON cannot carry exactly: NaN, integers
    beyond 2^53, keys that are not text, lone surrogates.
    """
    return b"".join(_pieces(value, NOTHING))


def _pieces(value: Any, written: Written) -> Iterator[bytes]:
    """The canonical form, the lists that are already written standing between marks."""
    try:
        texts = canonical_text(value, written).split(MARK)
        for place, text in enumerate(texts):
            if place % 2:
                yield b"[" + b",".join(written[int(text)]) + b"]"
            else:
                yield text.encode("utf-8")
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as fault:
        raise ScoringError(
            "not-canonical",
            "JSON value",
            "text, whole numbers within 2^53, true, false, null, lists and objects",
            shown(str(fault)),
            "write large or fractional numbers as text",
        ) from fault


def canonical_text(value: Any, written: Written = NOTHING) -> str:
    """The canonical form as text; raises what ``rfc8785`` raises, or UnicodeError later.

    written: lists inside, by ``id``, that are left out; their ``id`` stands between marks.
    """
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is dict or kind is Shared:
        parts = [
            f"{encode_basestring(key)}:{canonical_text(value[key], written)}"
            for key in _ordered(value)
        ]
        return "{" + ",".join(parts) + "}"
    if kind is list:
        if id(value) in written:
            return f"{MARK}{id(value)}{MARK}"
        return "[" + ",".join([canonical_text(one, written) for one in value]) + "]"
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int and -LARGEST <= value <= LARGEST:
        return str(value)
    return rfc8785.dumps(value).decode("utf-8")


def sha256_hex(data: bytes) -> str:
    """SHA-256 of bytes, lower-case hexadecimal (摘要)."""
    return hashlib.sha256(data).hexdigest()


def canonical_digest(value: Any, written: Written = NOTHING) -> str:
    """SHA-256 of the canonical form of a JSON value, lower-case hexadecimal (摘要).

    written: for some lists inside, by ``id``, the canonical bytes of their entries.
    """
    whole = hashlib.sha256()
    for piece in _pieces(value, written):
        whole.update(piece)
    return whole.hexdigest()


def _ordered(value: dict[Any, Any]) -> list[str]:
    """Keys in the order of their UTF-16 code units."""
    try:
        keys = sorted(value)
        plain = "".join(keys).isascii()
    except TypeError as fault:
        raise rfc8785.CanonicalizationError("object keys must be strings") from fault
    return keys if plain else sorted(value, key=lambda key: key.encode("utf-16-be"))
