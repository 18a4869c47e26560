"""Canonical JSON (RFC 8785) and its SHA-256: the same content gives the same bytes everywhere.

Written here because results are large and read often: the bytes are those of the package
``rfc8785``, which still writes the numbers with a fraction and is compared in the tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

import rfc8785

from scoring.errors import ScoringError, shown

LARGEST = 2**53 - 1
NOTHING: Mapping[int, str] = {}


def canonical_bytes(value: Any, written: Mapping[int, str] = NOTHING) -> bytes:
    """Write a JSON value in its one canonical form.

    written: for some lists inside, by ``id``, the text that stands for them.
    Raises ScoringError ``not-canonical`` for what JSON cannot carry exactly: NaN, integers
    beyond 2^53, keys that are not text, lone surrogates.
    """
    try:
        return canonical_text(value, written).encode("utf-8")
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as fault:
        raise ScoringError(
            "not-canonical",
            "JSON value",
            "text, whole numbers within 2^53, true, false, null, lists and objects",
            shown(str(fault)),
            "write large or fractional numbers as text",
        ) from fault


def canonical_text(value: Any, written: Mapping[int, str] = NOTHING) -> str:
    """The canonical form as text; raises what ``rfc8785`` raises, or UnicodeError later."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is dict:
        parts = [
            f"{encode_basestring(key)}:{canonical_text(value[key], written)}"
            for key in _ordered(value)
        ]
        return "{" + ",".join(parts) + "}"
    if kind is list:
        known = written.get(id(value))
        if known is not None:
            return known
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


def canonical_digest(value: Any, written: Mapping[int, str] = NOTHING) -> str:
    """SHA-256 of the canonical form of a JSON value, lower-case hexadecimal (摘要)."""
    return sha256_hex(canonical_bytes(value, written))


def _ordered(value: dict[Any, Any]) -> list[str]:
    """Keys in the order of their UTF-16 code units."""
    try:
        keys = sorted(value)
        plain = "".join(keys).isascii()
    except TypeError as fault:
        raise rfc8785.CanonicalizationError("object keys must be strings") from fault
    return keys if plain else sorted(value, key=lambda key: key.encode("utf-16-be"))
